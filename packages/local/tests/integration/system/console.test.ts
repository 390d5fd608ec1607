import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ConsoleExtension } from '#local/console/extension.ts';
import { consoleToken } from '#local/console/guard.ts';
import type { TestSystem } from '#local/testing/start-system.ts';
import { SMALL_MACHINE, smallStack } from '#tests/support/small-stack.ts';
import { startSystem } from '#tests/support/system.ts';

const folder = mkdtempSync(join(tmpdir(), 'definitions-'));
const file = join(folder, 'small.asl.json');
const counts = { routes: 0, answers: 0 };
const extension: ConsoleExtension = {
  title: 'Counting',
  pages: new URL('./no-pages.ts', import.meta.url),
  definitions: {
    folders: [pathToFileURL(`${folder}/`)],
    fileOf: async (name) => (name === 'small' ? pathToFileURL(file) : undefined),
  },
  async routes() {
    counts.routes += 1;
    if (counts.routes === 1) throw new Error('not yet');
    return { 'GET counted': async () => ({ kind: 'json', value: ++counts.answers }) };
  },
};

let system: TestSystem;
beforeAll(async () => {
  const template = smallStack({ StartAt: '${Last}', States: { Done: { Type: 'Succeed' } } });
  const { Machine } = template.Resources;
  const Properties = { ...Machine.Properties, DefinitionSubstitutions: { Last: 'Done' } };
  const Resources = { ...template.Resources, Machine: { ...Machine, Properties } };
  system = await startSystem({ template: { Resources }, console: extension });
});
afterAll(async () => {
  await system.close();
  rmSync(folder, { recursive: true });
});

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

const machineFile = async (arn = SMALL_MACHINE) => (await ask(`machine/file?of=${arn}`)).json();
const path = `${basename(folder)}/small.asl.json`;

it('a file is that of its state machine, with what the stack fills in', async () => {
  expect(await machineFile()).toBeNull();
  writeFileSync(file, '{ "States": { "Done": { "Type": "Succeed" } },\n "StartAt": "${Last}" }');
  expect(await machineFile()).toEqual({ path });
  expect(await machineFile(`${SMALL_MACHINE}-of-nobody`)).toBeNull();
});

it.each([
  ['{', [{ severity: 'ERROR', line: 1 }]],
  [
    '{ "StartAt": "Gone",\n "States": { "Done": { "Type": "Succeed" } } }',
    [
      { code: 'MISSING_TRANSITION_TARGET', line: 1 },
      { code: 'MISSING_TRANSITION_TARGET', line: 2 },
    ],
  ],
  ['{ "Comment": "Another",\n "StartAt": "${Last}", "States": { "Done": { "Type": "Succeed" } } }', []],
])('a file that has become %s is checked', async (text, diagnostics) => {
  writeFileSync(file, text);
  const changed = { definition: text.replace('${Last}', 'Done'), diagnostics };
  expect(await machineFile()).toMatchObject({ path, changed });
});

it('a changed file is brought to its state machine, and runs', async () => {
  const headers = { 'x-console-token': consoleToken(system.credentials.secretAccessKey) };
  const answer = await fetch(`${system.endpoint}/_console/machine/update?of=${SMALL_MACHINE}`, {
    method: 'POST',
    headers,
  });
  expect(answer.status).toBe(200);
  expect(await machineFile()).toEqual({ path });
  const machine: unknown = await (await ask(`machine?of=${SMALL_MACHINE}`)).json();
  expect(machine).toMatchObject({ definition: expect.stringContaining('"Another",\n "StartAt": "Done"') });
});

it('a version that is published is listed', async () => {
  const headers = { 'x-console-token': consoleToken(system.credentials.secretAccessKey) };
  await fetch(`${system.endpoint}/_console/machine/publish?of=${SMALL_MACHINE}`, { method: 'POST', headers });
  const published = await (await ask(`machine/published?of=${SMALL_MACHINE}`)).json();
  const versions = [expect.objectContaining({ stateMachineVersionArn: `${SMALL_MACHINE}:1` })];
  expect(published).toEqual({ versions, aliases: [], tags: expect.any(Array) });
});
