import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Answer, Run } from './run.ts';

/**
 * Runs one invocation by AWS's client, with a Runtime API of its own.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function onAwsClient(client: string, run: Run): Promise<Answer> {
  let answer: Answer | undefined;
  let given = false;
  const answered = Promise.withResolvers<void>();
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.endsWith('/invocation/next')) {
      // A second one is never given: the answer is what was asked for.
      if (given) return answered.resolve();
      given = true;
      response.writeHead(200, headersOf(run)).end(JSON.stringify(run.event));
      return;
    }
    const body = JSON.parse(await text(request));
    answer = request.url?.endsWith('/error') ? { error: body } : { result: body };
    response.writeHead(202).end('{}');
  };
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const api = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = { ...run.variables, AWS_LAMBDA_RUNTIME_API: api };
  const child = spawn(process.execPath, [client], { cwd: run.taskRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = Promise.all([text(child.stdout), text(child.stderr)]);
  const exited = once(child, 'exit');
  await Promise.race([answered.promise, exited]);
  child.kill('SIGKILL');
  const [code] = await exited;
  server.closeAllConnections();
  server.close();
  const outcome = answer ?? { error: { errorType: 'Runtime.ExitError', errorMessage: `exit status ${code}` } };
  return { ...outcome, log: (await log).join('').split('\n') };
}

const headersOf = ({ requestId, deadline, traceId }: Run) => ({
  'content-type': 'application/json',
  'lambda-runtime-aws-request-id': requestId,
  'lambda-runtime-deadline-ms': String(deadline),
  'lambda-runtime-trace-id': traceId,
  'lambda-runtime-invoked-function-arn': 'arn:aws:lambda:us-east-1:000000000000:function:judged',
});
