import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { RequestHandler } from '#gateway/socketless.ts';
import type { ClientCredentials } from '#local/clients.ts';

/** Extension of the console: what an application adds to it, or puts in the place of a general file of the same name. */
export interface ConsoleExtension {
  /** The folder of `files`; it ends in a slash. */
  readonly folder: URL;
  readonly files: readonly string[];
  /** Made when the page first asks: clients would slow down the start. */
  routes(connection: ConsoleConnection): Promise<ConsoleRoutes>;
}

/** Connection by which queries of the console reach the system: as any client does, but for the socket. */
export interface ConsoleConnection {
  readonly stackName: string;
  readonly endpoint: string;
  /** A tab that polls needs no connection of its own to the process that it is served by. */
  readonly requestHandler: RequestHandler;
  readonly region: string;
  readonly credentials: ClientCredentials;
}

/** Routes by method and name, such as `GET photos` for `GET /_console/photos`. */
export type ConsoleRoutes = Readonly<Record<string, ConsoleRoute>>;

export type ConsoleRoute = (asked: ConsoleRequest) => Promise<ConsoleAnswer>;

export interface ConsoleRequest {
  /** The query parameter `of`; empty when there is none. */
  readonly of: string;
  readonly request: IncomingMessage;
}

export type ConsoleAnswer =
  /** Where it `isMeasured`, it changes without anything that is kept. */
  | { readonly kind: 'json'; readonly value: unknown; readonly isMeasured?: boolean }
  /** Bytes under a name that never changes what it stands for. */
  | { readonly kind: 'object'; readonly type: string; readonly body: Readable }
  | { readonly kind: 'refused'; readonly message: string };
