import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ConsoleHandler } from '#gateway/gateway.ts';
import type { ConsoleQueries } from './queries.ts';

/** Files of the page: nothing else is ever read from disk. */
const FILES = [
  ...['index.html', 'icon.svg', 'style.css', 'run.css'],
  ...['app.js', 'alarms.js', 'dom.js', 'format.js', 'graph.js', 'history.js', 'history-row.js', 'json.js'],
  ...['panel.js', 'photos.js', 'rows.js', 'run.js', 'upload.js'],
];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const PAGE: ReadonlyMap<string, string> = new Map([
  ...FILES.map((file) => [`/_console/${file}`, file] as const),
  ...['/', '/_console', '/_console/'].map((path) => [path, 'index.html'] as const),
]);

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

/** A variant's key has its revision in it: what is there never changes. */
const FOR_GOOD = { ...HEADERS, 'cache-control': 'private, max-age=86400, immutable' };

/** The web page of the local system: read-only queries, and upload. */
export function createConsole(queries: () => Promise<ConsoleQueries>): ConsoleHandler {
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://console');
    if (!isOwnHost(request)) return text(response, 403, 'The console answers only on the loopback address.');
    if (!isOwnOrigin(request)) return text(response, 403, 'The console answers no page of another site.');
    const page = PAGE.get(url.pathname);
    try {
      if (page && request.method === 'GET') return await sendPage(response, page);
      await answerQuery(await queries(), request, response, url);
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

async function sendPage(response: ServerResponse, file: string): Promise<void> {
  const body = await readFile(new URL(`./page/${file}`, import.meta.url));
  response.writeHead(200, { ...HEADERS, 'content-type': TYPES[extname(file)] }).end(body);
}

/** Whatever else lies in the bucket is saved, not opened: it would be a page of this origin. */
const isPicture = (type: string) => /^image\/(avif|webp|jpeg|png|gif)$/.test(type);

async function sendVariant(
  response: ServerResponse,
  { type, body }: Awaited<ReturnType<ConsoleQueries['variant']>>,
): Promise<void> {
  const own = isPicture(type)
    ? { 'content-type': type }
    : { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };
  response.writeHead(200, { ...FOR_GOOD, ...own });
  await pipeline(body, response).catch(() => response.destroy());
}

async function answerQuery(
  queries: ConsoleQueries,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const argument = url.searchParams.get('of') ?? '';
  switch (`${request.method} ${url.pathname}`) {
    case 'GET /_console/photos':
      return json(response, await queries.photos());
    case 'GET /_console/orders':
      return json(response, await queries.orders());
    case 'GET /_console/executions':
      return json(response, await queries.executions());
    case 'GET /_console/alarms':
      return json(response, await queries.alarms());
    case 'GET /_console/execution':
      return json(response, await queries.execution(argument));
    case 'GET /_console/variant':
      return await sendVariant(response, await queries.variant(argument));
    case 'PUT /_console/upload': {
      // Only our own page can send this header without asking first.
      if (request.headers['x-darkroom-console'] !== 'upload') return text(response, 403, 'Uploads come from the page.');
      await queries.upload(argument, request, Number(request.headers['content-length'] ?? 0));
      return json(response, { key: argument });
    }
    default:
      text(response, 404, 'The console has no such page.');
  }
}

const text = (response: ServerResponse, status: number, message: string): void => {
  response.writeHead(status, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n`);
};

const json = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { ...HEADERS, 'content-type': 'application/json' }).end(JSON.stringify(value));
};
