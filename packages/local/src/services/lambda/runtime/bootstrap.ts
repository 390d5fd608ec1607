/**
 * What runs in an execution environment: loads the handler once, then answers one invocation after another, as AWS's runtime
 * client for Node.js does. Nothing here catches what nobody awaits: it ends the process, which is `Runtime.ExitError`.
 * https://github.com/aws/aws-lambda-nodejs-runtime-interface-client
 */
import { flushCompileCache } from 'node:module';
import { nextFrame, send } from './channel.ts';
import { shiftDate } from './clock.ts';
import { patchConsole } from './console.ts';
import { createContext } from './context.ts';
import { errorResponse, runtimeError } from './error-response.ts';
import { invokeStore, leaveHome, setUpGlobals } from './globals.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { InvocationHeader } from './messages.ts';

const LOOK_MS = 500;

// What the process is started with and is no variable of the function's, such as the compile cache.
for (const name of process.argv.slice(2)) delete process.env[name];
const { reportError } = patchConsole(() => invokeStore.getRequestId(), process.env);
setUpGlobals();
leaveHome();
endWithParent();
void serve();

/**
 * A service that is killed while an invocation runs leaves nobody who would end it. What ends by itself then, as it can write to
 * nobody, does so at once: Node's own exit has waited for its threads for ever.
 */
function endWithParent(): void {
  const parent = process.ppid;
  const endIfAlone = () => {
    if (process.ppid !== parent || !isThere(parent)) process.kill(process.pid, 'SIGKILL');
  };
  setInterval(endIfAlone, LOOK_MS).unref();
  process.on('exit', endIfAlone);
}

/** On Windows a process keeps the number of a parent that has gone. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

async function serve(): Promise<void> {
  const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT ?? '', process.env._HANDLER ?? '').catch(failInit);
  send({ kind: 'ready' }, '');
  for (let served = 0; ; served += 1) {
    // Node itself keeps what it has compiled at its exit only, and an environment is killed: none would start faster than the first.
    if (served === 1) flushCompileCache();
    const { header, payload } = nextFrame();
    // What an earlier invocation left undone goes on now, under its own request id.
    await turn();
    await answer(handler, header as InvocationHeader, payload);
  }
}

async function answer(handle: Handler, invocation: InvocationHeader, payload: Buffer): Promise<void> {
  shiftDate(invocation.clockOffset);
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  invokeStore.enter(invocation);
  try {
    const result = await handle(JSON.parse(payload.toString()), createContext(invocation));
    await turn();
    send({ kind: 'result', maxRssKb: maxRssKb() }, serialize(result));
  } catch (error) {
    await turn();
    reportError('Invoke Error', error);
    send({ kind: 'error', maxRssKb: maxRssKb() }, JSON.stringify(errorResponse(error)));
  }
}

/** Lets the event loop turn once: a rejection that nobody awaits ends the process before the answer is given. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

function serialize(result: unknown): string {
  const text = stringify(result === undefined ? null : result);
  // A function or a symbol has no JSON: AWS's client says no more than this.
  if (text === undefined) throw new TypeError('Wrong arguments');
  return text;
}

function stringify(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    throw runtimeError('Runtime.JSONStringifyError', 'Unable to stringify response body');
  }
}

function failInit(error: unknown): never {
  reportError('Init Error', error);
  send({ kind: 'init-error' }, JSON.stringify(errorResponse(error)));
  process.exit(1);
}

function maxRssKb(): number {
  return process.resourceUsage().maxRSS;
}
