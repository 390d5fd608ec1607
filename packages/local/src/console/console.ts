import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ConsoleHandler } from '#gateway/gateway.ts';
import type { ConsoleAnswer, ConsoleExtension, ConsoleRoutes } from './extension.ts';

/** Files of the page, by name: nothing else is ever read from disk. */
const FILES = [
  ...['index.html', 'icon.svg', 'style.css', 'run.css'],
  ...['app.js', 'sections.js', 'alarms.js', 'dom.js', 'executions.js', 'format.js', 'graph.js'],
  ...['history.js', 'history-row.js', 'json.js', 'panel.js', 'run.js'],
];
const FOLDER = new URL('./page/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Path -> file. What an application brings takes the place of a general file of its name. */
function pagesOf(extension: ConsoleExtension | undefined): ReadonlyMap<string, URL> {
  const files = new Map([
    ...FILES.map((file) => [file, new URL(file, FOLDER)] as const),
    ...(extension?.files ?? []).map((file) => [file, new URL(file, extension?.folder)] as const),
  ]);
  const index = files.get('index.html') ?? FOLDER;
  return new Map([
    ...[...files].map(([file, url]) => [`/_console/${file}`, url] as const),
    ...['/', '/_console', '/_console/'].map((path) => [path, index] as const),
    // Browsers ask for it wherever a picture stands in a tab of its own.
    ['/favicon.ico', files.get('icon.svg') ?? FOLDER] as const,
  ]);
}

/** Nothing but the page's own files runs or is loaded, and nothing in it is made from HTML in a text. */
const POLICY = [
  "default-src 'none'",
  ...['script-src', 'style-src', 'img-src', 'connect-src'].map((what) => `${what} 'self'`),
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  "require-trusted-types-for 'script'; trusted-types 'none'",
].join('; ');

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': POLICY,
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Kept by the browser, which asks each time whether it is still so. */
const ASK_AGAIN = { 'cache-control': 'private, no-cache' };

/** The name of an object that a page shows has its revision in it: what is there never changes. */
const FOR_GOOD = {
  ...HEADERS,
  'cache-control': 'private, max-age=86400, immutable',
  // A tab that shows a picture styles it, and nothing in it runs.
  'content-security-policy':
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
};

interface ConsoleOptions {
  readonly extension?: ConsoleExtension | undefined;
  /** All routes, the extension's among them; asked for once they are needed. */
  readonly routes: () => Promise<ConsoleRoutes>;
  /** Another number after any change of what routes answer; undefined where that cannot be told. */
  readonly revision: () => number | undefined;
}

/** The web page of the local system: queries by the same clients that a user has. */
export function createConsole({ extension, routes, revision }: ConsoleOptions): ConsoleHandler {
  const pages = pagesOf(extension);
  const start = randomUUID();
  /** Of all answers until something changes. https://www.rfc-editor.org/rfc/rfc9110#name-etag */
  const tagNow = () => (revision() === undefined ? undefined : `"${start}-${revision()}"`);
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://console');
    if (!isOwnHost(request)) return text(response, 403, 'The console answers only on the loopback address.');
    const page = pages.get(url.pathname);
    if (!isOwnOrigin(request) || !isOwnSite(request, page !== undefined))
      return text(response, 403, 'The console answers no page of another site.');
    try {
      if (page && request.method === 'GET') return await sendPage(response, page);
      const route = (await routes())[`${request.method} ${url.pathname.replace('/_console/', '')}`];
      if (!route) return text(response, 404, 'The console has no such page.');
      // Before it is asked: what changes meanwhile is another answer.
      const tag = request.method === 'GET' ? tagNow() : undefined;
      if (tag !== undefined && request.headers['if-none-match'] === tag)
        return void response.writeHead(304, { ...HEADERS, ...ASK_AGAIN, etag: tag }).end();
      await send(response, await route({ of: url.searchParams.get('of') ?? '', request }), tag);
    } catch (error) {
      text(response, 500, error instanceof Error ? error.message : String(error));
    }
  };
}

/** A page of another site must not reach the console through a name that it made point here (DNS rebinding). */
const isOwnHost = ({ headers }: IncomingMessage) =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');

/** Browsers say which page asks, whatever it would change. */
const isOwnOrigin = ({ headers }: IncomingMessage) =>
  headers.origin === undefined || headers.origin === `http://${headers.host}`;

/**
 * A link of another site may open the page; nothing else that such a site begins is answered. Another port of this machine is
 * `same-site`, and not ours. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
function isOwnSite({ headers }: IncomingMessage, isPage: boolean): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return isPage && headers['sec-fetch-mode'] === 'navigate';
}

async function sendPage(response: ServerResponse, file: URL): Promise<void> {
  const body = await readFile(file);
  response.writeHead(200, { ...HEADERS, 'content-type': TYPES[extname(file.pathname)] }).end(body);
}

async function send(response: ServerResponse, answer: ConsoleAnswer, tag: string | undefined): Promise<void> {
  switch (answer.kind) {
    case 'json':
      return json(response, answer.value, answer.isMeasured ? undefined : tag);
    case 'refused':
      return text(response, 403, answer.message);
    case 'object':
      return sendObject(response, answer);
  }
}

/** Whatever else lies in the bucket is saved, not opened: it would be a page of this origin. */
const isPicture = (type: string) => /^image\/(avif|webp|jpeg|png|gif)$/.test(type);

async function sendObject(
  response: ServerResponse,
  { type, body }: Extract<ConsoleAnswer, { kind: 'object' }>,
): Promise<void> {
  const own = isPicture(type)
    ? { 'content-type': type }
    : { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };
  response.writeHead(200, { ...FOR_GOOD, ...own });
  await pipeline(body, response).catch(() => response.destroy());
}

const text = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
};

const json = (response: ServerResponse, value: unknown, tag: string | undefined): void => {
  const kept = tag !== undefined && { ...ASK_AGAIN, etag: tag };
  response.writeHead(200, { ...HEADERS, ...kept, 'content-type': 'application/json' }).end(JSON.stringify(value));
};
