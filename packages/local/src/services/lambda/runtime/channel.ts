import { read, writeSync } from 'node:fs';
import { createFrameReader, encodeFrame, type Frame } from './frames.ts';
import type { EnvironmentHeader } from './messages.ts';

const REQUESTS = 3;
const RESPONSES = 4;
const CHUNK_BYTES = 65_536;

/** Resolves with the next invocation. The process ends when the service has gone. */
export function nextFrame(): Promise<Frame> {
  return new Promise((resolve) => {
    let received = false;
    const take = createFrameReader((frame) => {
      received = true;
      resolve(frame);
    });
    const readOn = () =>
      read(REQUESTS, Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, null, (error, bytes, buffer) => {
        if (error || bytes === 0) process.exit(0);
        take(buffer.subarray(0, bytes));
        if (!received) readOn();
      });
    readOn();
  });
}

/** Written before it returns, so that a crash right after cannot take the answer along. */
export function send(header: EnvironmentHeader, payload: string): void {
  const frame = encodeFrame(header, Buffer.from(payload));
  for (let at = 0; at < frame.length; ) at += writeSync(RESPONSES, frame, at);
}
