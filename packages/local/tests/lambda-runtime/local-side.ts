import { startEnvironment } from '#services/lambda/environments/environment.ts';
import { createLineSplitter } from '#services/lambda/invocation/line-splitter.ts';
import type { Answer, Run } from './run.ts';

/** Runs one invocation in an execution environment of the local Lambda. */
export async function onLocalRuntime({
  taskRoot,
  variables,
  requestId,
  traceId,
  deadline,
  event,
}: Run): Promise<Answer> {
  const log: string[] = [];
  const environment = startEnvironment({
    variables,
    processVariables: {},
    cwd: taskRoot,
    memoryMb: 256,
    onOutput: createLineSplitter((line) => log.push(line.replaceAll('\n', '\r'))),
  });
  const ready = await environment.ready;
  const header = {
    requestId,
    traceId,
    deadline,
    clockOffset: 0,
    functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:judged',
  };
  const outcome = ready.kind === 'ready' ? await environment.invoke(header, Buffer.from(JSON.stringify(event))) : ready;
  environment.kill();
  await environment.ended;
  if (outcome.kind === 'exited') {
    return { error: { errorType: 'Runtime.ExitError', errorMessage: `exit status ${outcome.code}` }, log };
  }
  const body = JSON.parse(outcome.payload.toString());
  return outcome.kind === 'result' ? { result: body, log } : { error: body, log };
}
