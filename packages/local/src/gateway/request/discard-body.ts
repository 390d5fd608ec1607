import type { Readable } from 'node:stream';

/** In milliseconds, as short as a timer can be. */
const PAUSE_MS = 1;

/**
 * What was refused is still read to its end, if that is not far: the connection serves the client's next request. A piece at a time,
 * and others have their turn in between: left alone, a socket gives two megabytes in a row.
 */
export function discardBody(message: Readable, most: number): void {
  let length = 0;
  message.unpipe();
  message.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > most) message.destroy();
    message.pause();
    setTimeout(() => message.resume(), PAUSE_MS);
  });
  message.resume();
}
