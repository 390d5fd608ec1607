import { readSync, writeSync } from 'node:fs';
import { again } from './again.ts';
import { createFrameReader, encodeFrame, type Frame } from './frames.ts';
import type { EnvironmentHeader } from './messages.ts';

const REQUESTS = 3;
const RESPONSES = 4;
const CHUNK_BYTES = 65_536;

/**
 * The next invocation. Blocks until there is one: between invocations an environment is frozen, and nothing of the function
 * runs. (A stopped process would outlive a service that is killed; this one sees its pipe end, and exits.) Threads that the
 * function has started run on.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function nextFrame(): Frame {
  const frames: Frame[] = [];
  const take = createFrameReader((frame) => frames.push(frame));
  for (;;) {
    take(readSome());
    if (frames[0]) return frames[0];
  }
}

function readSome(): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let bytes = 0;
  try {
    bytes = again(() => readSync(REQUESTS, chunk));
  } catch {
    // The service has gone in the middle of a message.
  }
  if (bytes === 0) process.exit(0);
  return chunk.subarray(0, bytes);
}

/** Written before it returns, so that a crash right after cannot take the answer along. */
export function send(header: EnvironmentHeader, payload: string): void {
  const frame = encodeFrame(header, Buffer.from(payload));
  try {
    for (let at = 0; at < frame.length; ) at += again(() => writeSync(RESPONSES, frame, at));
  } catch (error) {
    // The service has gone, and whoever waits for Node's own exit may wait for ever.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') process.kill(process.pid, 'SIGKILL');
    throw error;
  }
}
