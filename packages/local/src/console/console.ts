import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ConsoleHandler } from '#gateway/gateway.ts';
import { type Assets, openAssets } from './assets/assets.ts';
import type { ConsoleAnswer, ConsoleExtension, ConsoleRequest, ConsoleRoutes } from './extension.ts';
import { refusal } from './guard.ts';
import { ASK_AGAIN, FOR_GOOD, HEADERS, PICTURE } from './headers.ts';
import { failurePage, indexPage } from './index-page.ts';
import { type Changes, createChanges } from './live/changes.ts';
import { sendChanges } from './live/stream.ts';

export interface ConsoleOptions {
  readonly extension?: ConsoleExtension | undefined;
  /** All routes, the extension's among them; asked for once they are needed. */
  readonly routes: () => Promise<ConsoleRoutes>;
  /** Of the page, for what changes something. */
  readonly token: () => string;
  /** Another number after any change of what routes answer; undefined where that cannot be told. */
  readonly revision: () => number | undefined;
}

const TITLE = 'AWS on this machine';
const PAGES = new Set(['/', '/_console', '/_console/']);
const LARGEST_BODY = 2 << 20;

interface Context extends ConsoleOptions {
  readonly title: string;
  readonly assets: () => Promise<Assets>;
  readonly changes: Changes;
  /** Of all answers until something changes. https://www.rfc-editor.org/rfc/rfc9110#name-etag */
  tag(): string | undefined;
}

/** The web page of the local system: queries by the same clients that a user has. */
export function createConsole(options: ConsoleOptions): ConsoleHandler {
  const context = contextOf(options);
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://console');
    const isPage = PAGES.has(url.pathname) && request.method === 'GET';
    const refused = refusal(request, { isPage, token: options.token() });
    if (refused !== undefined) return text(response, 403, refused);
    try {
      if (isPage) return await sendIndex(context, response);
      await answer(context, url, request, response);
    } catch (error) {
      failed(response, error);
    }
  };
}

function contextOf(options: ConsoleOptions): Context {
  const { extension, revision } = options;
  const start = randomUUID();
  return {
    ...options,
    title: extension?.title ?? TITLE,
    assets: openAssets(extension ?? {}),
    changes: createChanges({ revision, folders: extension?.definitions?.folders ?? [] }),
    tag: () => (revision() === undefined ? undefined : `"${start}-${revision()}"`),
  };
}

async function answer(context: Context, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = `${request.method} ${url.pathname.replace('/_console/', '')}`;
  if (name === 'GET changes') return sendChanges(response, context.changes, (await context.assets()).build);
  if (url.pathname.startsWith('/_console/assets/') || url.pathname === '/favicon.ico')
    return sendAsset(await context.assets(), url.pathname, response);
  const routes = await context.routes();
  const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
  if (!route) return text(response, 404, 'The console has no such page.');
  // Before it is asked: what changes meanwhile is another answer.
  const tag = request.method === 'GET' ? context.tag() : undefined;
  if (tag !== undefined && request.headers['if-none-match'] === tag)
    return void response.writeHead(304, { ...HEADERS, ...ASK_AGAIN, etag: tag }).end();
  await send(response, await route(asked(url, request)), tag);
}

const asked = ({ searchParams }: URL, request: IncomingMessage): ConsoleRequest => ({
  of: searchParams.get('of') ?? '',
  query: searchParams,
  request,
  async body() {
    if (Number(request.headers['content-length'] ?? Infinity) > LARGEST_BODY)
      throw new Error(`A request of the page has at most ${LARGEST_BODY} bytes, and says how many.`);
    return readJson(request);
  },
});

async function sendIndex({ title, token, assets }: Context, response: ServerResponse): Promise<void> {
  const head = { ...HEADERS, 'content-type': 'text/html; charset=utf-8' };
  try {
    const page = indexPage({ title, token: token(), assets: await assets() });
    response.writeHead(200, head).end(page);
  } catch (error) {
    response.writeHead(500, head).end(failurePage(title, messageOf(error)));
  }
}

/** Browsers ask for an icon wherever a picture stands in a tab of its own. */
function sendAsset({ files, icon }: Assets, path: string, response: ServerResponse): void {
  const asset = files.get(path === '/favicon.ico' ? icon : path);
  if (asset) response.writeHead(200, { ...FOR_GOOD, 'content-type': asset.type }).end(asset.body);
  else text(response, 404, 'The console has no such file: reload the page.');
}

async function send(response: ServerResponse, given: ConsoleAnswer, tag: string | undefined): Promise<void> {
  switch (given.kind) {
    case 'json':
      return json(response, given.value, given.isMeasured ? undefined : tag);
    case 'refused':
      return text(response, 403, given.message);
    case 'object':
      return sendObject(response, given);
  }
}

const json = (response: ServerResponse, value: unknown, tag: string | undefined): void => {
  const kept = tag !== undefined && { ...ASK_AGAIN, etag: tag };
  response.writeHead(200, { ...HEADERS, ...kept, 'content-type': 'application/json' }).end(JSON.stringify(value));
};

/** Whatever else lies in the bucket is saved, not opened: it would be a page of this origin. */
const isPicture = (type: string) => /^image\/(avif|webp|jpeg|png|gif)$/.test(type);

async function sendObject(
  response: ServerResponse,
  { type, body }: Extract<ConsoleAnswer, { kind: 'object' }>,
): Promise<void> {
  const own = isPicture(type)
    ? { 'content-type': type }
    : { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };
  response.writeHead(200, { ...PICTURE, ...own });
  await pipeline(body, response).catch(() => response.destroy());
}

/** What a service refuses is told by its name; anything else is ours. */
function failed(response: ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy();
  const isRefusal = error instanceof Error && '$fault' in error && error.$fault === 'client';
  text(response, isRefusal ? 400 : 500, isRefusal ? `${error.name}: ${error.message}` : messageOf(error));
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const text = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
};
