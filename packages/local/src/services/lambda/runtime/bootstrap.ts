/** What runs in an execution environment: loads the handler once, then answers one invocation after another. */
import { nextFrame, send } from './channel.ts';
import { shiftDate } from './clock.ts';
import { patchConsole } from './console.ts';
import { createContext } from './context.ts';
import { errorResponse, runtimeError } from './error-response.ts';
import { type Handler, loadHandler } from './load-handler.ts';
import type { InvocationHeader } from './messages.ts';

let current: InvocationHeader | undefined;

// The compile cache makes the next cold start faster; it is no variable of the function's.
delete process.env.NODE_COMPILE_CACHE;
const log = patchConsole(() => current?.requestId, process.env.AWS_LAMBDA_LOG_FORMAT);

process.on('uncaughtException', (error) => crash('Uncaught Exception', error, 129));
process.on('unhandledRejection', (reason) =>
  crash('Unhandled Promise Rejection', runtimeError('Runtime.UnhandledPromiseRejection', String(reason)), 128),
);

// Nothing is left that could settle the handler's promise. Node would call that exit status 13.
process.on('beforeExit', () => process.exit(0));

const handler = await loadHandler(process.env.LAMBDA_TASK_ROOT ?? '', process.env._HANDLER ?? '').catch(failInit);
send({ kind: 'ready' }, '');
for (;;) {
  const { header, payload } = await nextFrame();
  await answer(handler, header as InvocationHeader, payload);
}

async function answer(handle: Handler, invocation: InvocationHeader, payload: Buffer): Promise<void> {
  current = invocation;
  shiftDate(invocation.clockOffset);
  process.env._X_AMZN_TRACE_ID = invocation.traceId;
  try {
    const result = await handle(JSON.parse(payload.toString()), createContext(invocation));
    send({ kind: 'result', maxRssKb: maxRssKb() }, stringify(result));
  } catch (error) {
    reportError('Invoke Error', error, false);
  }
  current = undefined;
}

function stringify(result: unknown): string {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch {
    throw runtimeError('Runtime.UnmarshalError', 'Unable to stringify response body');
  }
}

function reportError(title: string, error: unknown, exiting: boolean): void {
  const response = JSON.stringify(errorResponse(error));
  log('ERROR', `${title} \t${response}`);
  send({ kind: 'error', maxRssKb: maxRssKb(), exiting }, response);
}

function failInit(error: unknown): never {
  const response = JSON.stringify(errorResponse(error));
  log('ERROR', `Uncaught Exception \t${response}`);
  send({ kind: 'init-error' }, response);
  process.exit(1);
}

function crash(title: string, error: unknown, exitCode: number): never {
  if (!current) return failInit(error);
  reportError(title, error, true);
  process.exit(exitCode);
}

function maxRssKb(): number {
  return process.resourceUsage().maxRSS;
}
