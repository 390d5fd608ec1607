import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Header that only a page of the console can send: another site would have to ask first, and is refused. */
export const TOKEN_HEADER = 'x-console-token';

/** Token of the page for what changes something: the same after a restart with the same keys, so that open pages go on. */
export const consoleToken = (secretAccessKey: string): string =>
  createHmac('sha256', secretAccessKey).update('token of the console').digest('base64url');

/**
 * Why a request is refused, in one line; undefined where it may go on. Links of other sites may open the page, and nothing
 * else that such a site begins is answered. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Fetch-Site
 */
export function refusal(request: IncomingMessage, { isPage, token }: { isPage: boolean; token: string }) {
  if (!isOwnHost(request)) return 'The console answers only on the loopback address.';
  if (!isOwnOrigin(request) || !isOwnSite(request, isPage)) return 'The console answers no page of another site.';
  if (changes(request) && !hasToken(request, token))
    return 'What changes something comes from a page of this console: reload it.';
  return undefined;
}

/** A page of another site must not reach the console through a name that it made point here (DNS rebinding). */
const isOwnHost = ({ headers }: IncomingMessage) =>
  /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(headers.host ?? '');

/** Browsers say which page asks, whatever it would change. */
const isOwnOrigin = ({ headers }: IncomingMessage) =>
  headers.origin === undefined || headers.origin === `http://${headers.host}`;

/** `same-site` is another port of this machine: not ours. */
function isOwnSite({ headers }: IncomingMessage, isPage: boolean): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return isPage && headers['sec-fetch-mode'] === 'navigate';
}

const changes = ({ method }: IncomingMessage) => method !== 'GET' && method !== 'HEAD';

function hasToken({ headers }: IncomingMessage, token: string): boolean {
  const [given, own] = [Buffer.from(String(headers[TOKEN_HEADER] ?? '')), Buffer.from(token)];
  return given.length === own.length && timingSafeEqual(given, own);
}
