import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConsoleHandler } from '#gateway/gateway.ts';
import type { ConsoleQueries } from './queries.ts';

/** Files of the page: nothing else is ever read from disk. */
const PAGE: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/_console': ['index.html', 'text/html; charset=utf-8'],
  '/_console/': ['index.html', 'text/html; charset=utf-8'],
  '/_console/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/_console/app.js': ['app.js', 'text/javascript; charset=utf-8'],
  '/_console/alarms.js': ['alarms.js', 'text/javascript; charset=utf-8'],
  '/_console/graph.js': ['graph.js', 'text/javascript; charset=utf-8'],
  '/_console/dom.js': ['dom.js', 'text/javascript; charset=utf-8'],
};

const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'self'; img-src 'self' data:; style-src 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

/** The web page of the local system: read-only queries, and upload. */
export function createConsole(queries: () => Promise<ConsoleQueries>): ConsoleHandler {
  return async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://console');
    if (!isOwnHost(request)) return text(response, 403, 'The console answers only on the loopback address.');
    if (!isOwnOrigin(request)) return text(response, 403, 'The console answers no page of another site.');
    const page = PAGE[url.pathname];
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

async function sendPage(response: ServerResponse, [file, type]: readonly [string, string]): Promise<void> {
  const body = await readFile(new URL(`./page/${file}`, import.meta.url));
  response.writeHead(200, { ...HEADERS, 'content-type': type }).end(body);
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
    case 'GET /_console/executions':
      return json(response, await queries.executions());
    case 'GET /_console/alarms':
      return json(response, await queries.alarms());
    case 'GET /_console/execution':
      return json(response, await queries.execution(argument));
    case 'GET /_console/variant': {
      const { type, body } = await queries.variant(argument);
      response.writeHead(200, { ...HEADERS, 'content-type': type });
      body.pipe(response);
      return;
    }
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
