import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';

/** A request as it arrives: an `IncomingMessage` of a server, or one that never left the process. */
export interface Message extends Readable {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Names in lower case. */
  readonly headers: IncomingHttpHeaders;
  /** Each value of each header; only what came over a socket can have brought one several times. */
  readonly headersDistinct?: NodeJS.Dict<string[]>;
}

/** All of some bytes, already there. */
export class Bytes extends Readable {
  constructor(bytes: Uint8Array) {
    super();
    if (bytes.length > 0) this.push(bytes);
    this.push(null);
  }

  override _read(): void {}
}
