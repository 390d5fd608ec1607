import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** A request as it arrives: an `IncomingMessage` of a server, or one that never left the process. */
export interface Message extends Readable {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Names and values in turn, as they came. */
  readonly rawHeaders?: readonly string[];
  /** Each value of each header; only what came over a socket can have brought one several times. */
  readonly headersDistinct?: NodeJS.Dict<string[]>;
}

/** All of some bytes, already there. */
export class Bytes extends Readable {
  /** For those who need no stream. */
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    super();
    this.bytes = bytes;
  }

  override _read(): void {
    if (this.bytes.length > 0) this.push(this.bytes);
    this.push(null);
  }
}

const decoder = new TextDecoder();

/** All of a body as UTF-8. */
export const textOf = (body: Readable): string | Promise<string> =>
  body instanceof Bytes ? decoder.decode(body.bytes) : text(body);
