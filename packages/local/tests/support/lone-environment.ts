/** A service in a process of its own: starts an environment whose function does not end, and shows what that prints. */
import { startEnvironment } from '#services/lambda/environments/environment.ts';

const [taskRoot = '', handler = ''] = process.argv.slice(2);
const environment = startEnvironment({
  variables: { PATH: process.env.PATH ?? '', LAMBDA_TASK_ROOT: taskRoot, _HANDLER: handler },
  processVariables: {},
  cwd: taskRoot,
  memoryMb: 128,
  onOutput: (chunk) => void process.stdout.write(chunk),
});
await environment.ready;
const [deadline, clockOffset] = [Date.now() + 600_000, 0];
await environment.invoke({ requestId: 'r', functionArn: 'a', traceId: '', deadline, clockOffset }, Buffer.from('{}'));
