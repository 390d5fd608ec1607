import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConsoleExtension } from '#local/console/extension.ts';
import type { TestSystem } from '#local/testing/start-system.ts';
import { smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

const counts = { routes: 0, answers: 0 };
const extension: ConsoleExtension = {
  title: 'Counting',
  pages: new URL('./no-pages.ts', import.meta.url),
  async routes() {
    counts.routes += 1;
    if (counts.routes === 1) throw new Error('not yet');
    return { 'GET counted': async () => ({ kind: 'json', value: ++counts.answers }) };
  },
};

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem({ template: smallStack(), console: extension });
});
afterAll(() => system.close());

const ask = (query: string, tag = '') =>
  fetch(`${system.endpoint}/_console/${query}`, { headers: { 'if-none-match': tag }, cache: 'no-store' });

it('a page makes its clients once, however often it asks, and again where that failed', async () => {
  expect((await ask('counted')).status).toBe(500);
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask('counted')));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  expect(counts).toEqual({ routes: 2, answers: 20 });
});

it.each(['tables', 'queues', 'topics', 'rules', 'log-groups', 'metrics', 'alarms'])('lists %s', async (list) => {
  const answer = await ask(list);
  expect([answer.status, await answer.json()]).toEqual([200, expect.objectContaining({ rows: expect.any(Array) })]);
});

it.each(['counted', 'executions', 'alarms'])(
  'a page that asks for %s twice is told that nothing has changed, until it has',
  async (query) => {
    const tag = (await ask(query)).headers.get('etag') ?? '';
    expect((await ask(query, tag)).status).toBe(304);
    await new S3Client(system).send(new PutObjectCommand({ Bucket: 'small', Key: 'a', Body: 'x' }));
    expect((await ask(query, tag)).status).toBe(200);
  },
);
