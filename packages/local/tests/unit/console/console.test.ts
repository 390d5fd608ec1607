import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsole } from '#local/console/console.ts';

const TYPES: Readonly<Record<string, string>> = {
  page: 'text/html',
  program: 'text/javascript',
  drawing: 'image/svg+xml',
};
let revision: number | undefined;
let asked = 0;
const handler = createConsole({
  revision: () => revision,
  token: () => 'the-token',
  extension: {
    title: 'Tests & more',
    pages: new URL('./fixtures/pages.ts', import.meta.url),
    styles: [new URL('./fixtures/extra.css', import.meta.url)],
    routes: async () => ({}),
  },
  routes: async () => ({
    'GET alarms': async () => ({ kind: 'json', value: [{ AlarmName: 'failed', StateValue: 'ALARM' }] }),
    'GET counted': async () => ({ kind: 'json', value: ++asked }),
    'GET measured': async () => ({ kind: 'json', value: ++asked, isMeasured: true }),
    'GET execution': async ({ of }) => ({ kind: 'json', value: { arn: of } }),
    'GET variant': async ({ of }) => ({
      kind: 'object',
      type: TYPES[of] ?? 'image/webp',
      body: Readable.from(['webp']),
    }),
    'PUT upload': async ({ of }) => ({ kind: 'refused', message: `Not ${of}.` }),
  }),
});
const server = createServer((incoming, response) => void handler(incoming, response));

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve())));
afterAll(() => server.close());

function ask(method: string, path: string, headers: Record<string, string> = {}, body = '') {
  const { port } = server.address() as AddressInfo;
  return new Promise<{ status: number; type: string; body: string; headers: IncomingHttpHeaders }>(
    (resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', method, path, headers }, async (response) => {
        const type = response.headers['content-type'] ?? '';
        resolve({ status: response.statusCode ?? 0, type, body: await text(response), headers: response.headers });
      });
      sent.on('error', reject).end(body);
    },
  );
}

describe('what another site begins', () => {
  const cross = { 'sec-fetch-site': 'cross-site' };
  const port = { 'sec-fetch-site': 'same-site' };
  it.each([
    ['GET', '/_console/alarms', { ...cross, 'sec-fetch-mode': 'no-cors' }, 403],
    ['GET', '/_console/alarms', { ...cross, 'sec-fetch-mode': 'navigate' }, 403],
    ['GET', '/_console/variant?of=a', { ...cross, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, 403],
    ['PUT', '/_console/upload?of=a', { ...cross, 'sec-fetch-mode': 'cors' }, 403],
    ['GET', '/_console/assets/app.js', { ...cross, 'sec-fetch-mode': 'no-cors' }, 403],
    ['GET', '/', { ...cross, 'sec-fetch-mode': 'navigate' }, 200],
    ['GET', '/_console/alarms', { ...port, 'sec-fetch-mode': 'no-cors' }, 403],
    ['GET', '/_console/alarms', { ...port, 'sec-fetch-mode': 'navigate' }, 403],
    ['GET', '/_console/variant?of=a', { ...port, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }, 403],
    ['PUT', '/_console/upload?of=a', { ...port, 'sec-fetch-mode': 'cors' }, 403],
    ['GET', '/_console/assets/app.js', { ...port, 'sec-fetch-mode': 'no-cors' }, 403],
    ['GET', '/', { ...port, 'sec-fetch-mode': 'navigate' }, 200],
    ['GET', '/', { ...port, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'iframe' }, 403],
    ['GET', '/_console/alarms', { 'sec-fetch-site': 'same-origin' }, 200],
    ['GET', '/_console/alarms', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, 200],
  ])('%s %s with %o is %i', async (method, path, headers, status) => {
    expect((await ask(method, path, headers)).status).toBe(status);
  });
});

describe('a tab of its own', () => {
  it('shows a variant, whose style is allowed and in which nothing runs', async () => {
    const { headers } = await ask('GET', '/_console/variant?of=a');
    expect(headers['content-security-policy']).toContain("style-src 'unsafe-inline'; sandbox");
    expect(headers['content-security-policy']).not.toContain('script-src');
  });

  it('has an icon', async () => {
    expect(await ask('GET', '/favicon.ico')).toMatchObject({ status: 200, type: 'image/svg+xml' });
  });
});

describe('the page', () => {
  const assets = async () =>
    [...(await ask('GET', '/')).body.matchAll(/"(\/_console\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');

  it('is one document, with its title and its token', async () => {
    const { status, type, body, headers } = await ask('GET', '/');
    expect([status, type, headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
    expect(body).toContain('<title>Tests &#38; more</title>');
    expect(body).toContain('<meta name="console-token" content="the-token" />');
  });

  it('is made of files that are kept for good, as their names hold the hash of their content', async () => {
    const answers = await Promise.all((await assets()).map((path) => ask('GET', path)));
    expect(answers.map(({ status, type }) => [status, type.split(';')[0]])).toEqual([
      [200, 'image/svg+xml'],
      [200, 'text/css'],
      [200, 'text/javascript'],
    ]);
    expect(new Set(answers.map(({ headers }) => headers['cache-control']))).toEqual(
      new Set(['private, max-age=86400, immutable']),
    );
  });

  it('has the pages and styles that an application adds', async () => {
    const [, style = '', script = ''] = await assets();
    expect((await ask('GET', script)).body).toContain('added-page');
    expect((await ask('GET', style)).body).toContain('.added-style');
  });

  it('runs and loads nothing but its own files, in no frame', async () => {
    const { headers } = await ask('GET', '/');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'", "style-src 'self'"]));
    expect(policy).toEqual(expect.arrayContaining(["frame-ancestors 'none'", "require-trusted-types-for 'script'"]));
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(['/_console/../console.ts', '/_console/%2e%2e/console.ts', '/_console/queries.ts', '/_console/assets/a.js'])(
    '%s is not there',
    async (path) => {
      expect((await ask('GET', path)).status).toBe(404);
    },
  );
});

describe('what changes something', () => {
  it.each([
    ['without a token', {}],
    ['with another', { 'x-console-token': 'the-tokem' }],
    ['with an empty one', { 'x-console-token': '' }],
  ])('is refused %s', async (_name, headers) => {
    const { status, body } = await ask('PUT', '/_console/upload?of=a', headers, 'bytes');
    expect([status, body]).toEqual([403, 'What changes something comes from a page of this console: reload it.\n']);
  });
});

describe('its queries', () => {
  it.each([
    ['/_console/alarms', '[{"AlarmName":"failed","StateValue":"ALARM"}]'],
    ['/_console/execution?of=arn%3A1', '{"arn":"arn:1"}'],
    ['/_console/variant?of=a.webp', 'webp'],
  ])('%s', async (path, body) => expect((await ask('GET', path)).body).toBe(body));

  it.each(['page', 'program', 'drawing'])('hand out a %s from the bucket to be saved, not opened', async (key) => {
    const { type, headers } = await ask('GET', `/_console/variant?of=${key}`);
    expect([type, headers['content-disposition']]).toEqual(['application/octet-stream', 'attachment']);
  });

  it('say why they refuse', async () => {
    const { status, body } = await ask(
      'PUT',
      '/_console/upload?of=a%20b.jpg',
      { 'x-console-token': 'the-token' },
      'bytes',
    );
    expect([status, body]).toEqual([403, 'Not a b.jpg.\n']);
  });

  it('refuse a name that somebody made point here', async () => {
    expect((await ask('GET', '/_console/alarms', { host: 'evil.example' })).status).toBe(403);
  });

  it.each([
    ['of its own origin', 'http://127.0.0.1', 200],
    ['of another port', 'http://127.0.0.1:1', 403],
    ['of another site', 'http://evil.example', 403],
    ['without an origin to tell, such as a file', 'null', 403],
  ])('answer a page %s: %s', async (_, origin, status) => {
    const headers = { host: '127.0.0.1', origin };
    expect((await ask('GET', '/_console/alarms', headers)).status).toBe(status);
  });
});

describe('asking twice', () => {
  const again = async (path: string, tag: string | undefined) =>
    (await ask('GET', path, tag === undefined ? {} : { 'if-none-match': tag })).status;

  it('asks nobody where nothing has changed', async () => {
    revision = 1;
    asked = 0;
    const { status, headers, body } = await ask('GET', '/_console/counted');
    expect([status, body, headers['cache-control']]).toEqual([200, '1', 'private, no-cache']);
    expect([await again('/_console/counted', headers.etag), asked]).toEqual([304, 1]);
    revision = 2;
    expect([await again('/_console/counted', headers.etag), asked]).toEqual([200, 2]);
  });

  it.each([
    ['what is measured', '/_console/measured', 1],
    ['what another keeps', '/_console/counted', undefined],
  ])('is always answered of %s', async (_what, path, now) => {
    revision = now;
    const { headers } = await ask('GET', path);
    expect([headers.etag, headers['cache-control']]).toEqual([undefined, 'no-store']);
  });
});
