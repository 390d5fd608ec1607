/**
 * A process with a gateway whose one service throws wherever the path says, for tests of what becomes of the process. It
 * prints its endpoint, then its log; SIGUSR2 makes it throw outside of any request.
 */
import { execFile } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { stat } from 'node:fs';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { MessageChannel } from 'node:worker_threads';
import type { GatewayResponse } from '#gateway/service.ts';
import { lastResort } from '#local/cli/last-resort.ts';
import { hostGateway } from '#tests/support/gateway-host.ts';

const fail = (): never => {
  throw new Error('thrown\non purpose');
};

/** Each leaves its request waiting for an answer that never comes, but for what is thrown. */
const PLACES: Readonly<Record<string, () => unknown>> = {
  'at-once': fail,
  'a-promise': async () => fail(),
  'a-promise-let-go': () => void Promise.reject(new Error('thrown')),
  'a-promise-let-go-later': () => void sleep(1).then(fail),
  'a-microtask': () => queueMicrotask(fail),
  'a-tick': () => process.nextTick(fail),
  'a-timer': () => setTimeout(fail, 1),
  'an-interval': () => {
    const handle = setInterval(() => [clearInterval(handle), fail()], 1);
  },
  'an-immediate': () => setImmediate(fail),
  'a-file-callback': () => stat('/', fail),
  'a-child-process': () => execFile('true', fail),
  'a-socket-error': () => connect(1, '127.0.0.1'),
  'an-emitter-error': () => {
    const emitter = new EventEmitter();
    setImmediate(() => emitter.emit('error', new Error('thrown')));
  },
  'a-stream-error': () => new Readable({ read() {} }).destroy(new Error('thrown')),
  'a-stream-listener': () => Readable.from(['a']).on('data', fail),
  'an-event-target': () => {
    const { port1, port2 } = new globalThis.MessageChannel();
    port2.addEventListener('message', () => [port1.close(), fail()]);
    port2.start();
    port1.postMessage('');
  },
  'an-abort-listener': () => AbortSignal.timeout(1).addEventListener('abort', fail),
  'a-message-port': () => {
    const { port1, port2 } = new MessageChannel();
    port2.on('message', () => [port1.close(), fail()]);
    port1.postMessage('');
  },
  'something-that-is-no-error': () => setImmediate(() => Promise.reject('thrown')),
  'a-getter-of-the-answer': () => Object.defineProperty({ status: 200 }, 'headers', { get: fail, enumerable: true }),
  'a-header-that-cannot-be-sent': () => ({ status: 200, headers: { x: '\n' } }),
};

const answers: Readonly<Record<string, () => GatewayResponse>> = {
  fine: () => ({ status: 200 }),
  'after-the-answer': () => {
    setTimeout(fail, 20);
    return { status: 200 };
  },
  'within-the-body': () => {
    setTimeout(fail, 20);
    const body = new Readable({ read() {} });
    body.push('a part');
    return { status: 200, body };
  },
};

async function handle(path: string): Promise<GatewayResponse> {
  const answer = answers[path];
  if (answer) return answer();
  const result = await PLACES[path]?.();
  if (result instanceof Object && 'status' in result) return result as GatewayResponse;
  return new Promise(() => {});
}

if (process.argv[2] === 'run') {
  const log = (line: string) => void process.stdout.write(`${line}\n`);
  const failed = lastResort(log);
  const host = await hostGateway(() => [
    {
      signingName: 's3',
      protocol: 'rest-xml',
      largestBody: () => 0,
      handle: ({ rawPath }) => handle(rawPath.slice(1)),
    },
  ]);
  setInterval(
    () =>
      log(
        host.lines
          .splice(0)
          .map((line) => `log: ${line}`)
          .join('\n'),
      ),
    5,
  );
  process.once('SIGUSR2', fail);
  log(host.endpoint);
  await failed;
  await host.close();
  log('closed');
  process.exit(1);
}

export const places = Object.keys(PLACES);
