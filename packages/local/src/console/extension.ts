import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import type { RequestHandler } from '#gateway/socketless.ts';
import type { ClientCredentials } from '#local/clients.ts';
import type { DefinitionSources } from './definition-file.ts';

/** Extension of the console: pages that an application adds before the general ones, and what they ask. */
export interface ConsoleExtension {
  /** Name of the application, as the page's title has it. */
  readonly title: string;
  /** Module whose `pages` are added (see `console/page/frame/page`); it is bundled when the console is first opened. */
  readonly pages: URL;
  /** Style sheets that its pages need beside the general one. */
  readonly styles?: readonly URL[];
  /** Files of state machines' definitions, which their pages show as they change. */
  readonly definitions?: DefinitionSources;
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

/** Routes by method and name, such as `GET photos` for `GET /_console/photos`; all but GET need the page's own token. */
export type ConsoleRoutes = Readonly<Record<string, ConsoleRoute>>;

export type ConsoleRoute = (asked: ConsoleRequest) => Promise<ConsoleAnswer>;

export interface ConsoleRequest {
  /** The query parameter `of`; empty when there is none. */
  readonly of: string;
  readonly query: URLSearchParams;
  readonly request: IncomingMessage;
  /** Body as JSON, of at most 2 MiB. */
  body(): Promise<unknown>;
}

export type ConsoleAnswer =
  /** Where it `isMeasured`, it changes without anything that is kept. */
  | { readonly kind: 'json'; readonly value: unknown; readonly isMeasured?: boolean }
  /** Bytes under a name that never changes what it stands for. */
  | { readonly kind: 'object'; readonly type: string; readonly body: Readable }
  | { readonly kind: 'refused'; readonly message: string };

/** Sample of what sets something off, as an application offers it by its route `GET samples`. */
export interface Sample {
  readonly name: string;
  /** JSON. */
  readonly text: string;
  /** Names of the state machines that it starts, as the definitions' files are called. */
  readonly starts: readonly string[];
}
