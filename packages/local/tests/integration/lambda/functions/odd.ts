/** Functions that do what AWS's runtime client answers in a way of its own. */
import { appendFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';

export const rejectsUnawaited = async () => {
  void Promise.reject(new TypeError('nobody awaits'));
  return 'done';
};

export const rejectsLate = async () => {
  setTimeout(() => Promise.reject(new TypeError('nobody awaits')), 1);
  await new Promise((resolve) => setTimeout(resolve, 60_000));
};

export const throwsInTimer = async () => {
  setTimeout(() => {
    throw new RangeError('from a timer');
  }, 1);
  await new Promise((resolve) => setTimeout(resolve, 60_000));
};

export const throwsRich = async () => {
  throw Object.assign(new RangeError('too wide'), { code: 'E7', width: 9 });
};

export const returnsRound = async () => {
  const round: Record<string, unknown> = {};
  round.self = round;
  return round;
};

export const returnsBigInt = async () => 7n;

export const returnsFunction = async () => () => undefined;

export const synchronous = () => 'at once';

/** Writes to `file` whenever it runs, and goes on after its answer. */
export const lingers = async ({ file }: { readonly file: string }) => {
  appendFileSync(file, 'handler\n');
  setTimeout(() => {
    appendFileSync(file, 'left over\n');
    console.log('left over');
  }, 5);
  return 'answered';
};

export const tellsAll = async (_event: unknown, context: object) => ({
  context,
  keys: Object.keys(context),
  environment: Object.keys(process.env),
  trace: process.env._X_AMZN_TRACE_ID,
  home: homedir(),
  temporary: tmpdir(),
  store: Reflect.get(Reflect.get(globalThis, 'awslambda'), 'InvokeStore').getRequestId(),
});

export const logs = async () => {
  console.trace('trace');
  console.debug('debug');
  console.log('log', { a: 1 });
  console.info({ photo: 'a.jpg' });
  console.warn('two\nlines');
  console.error(new RangeError('too wide'));
  (console as unknown as { fatal(text: string): void }).fatal('fatal');
};

export const streams = Reflect.get(globalThis, 'awslambda')?.streamifyResponse(async () => undefined);
