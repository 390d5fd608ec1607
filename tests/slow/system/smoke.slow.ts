import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { madeByDefault } from '#tests/support/variants.ts';

/** As `npm run smoke -- …` runs it against the system, which it knows by `AWS_ENDPOINT_URL` alone. */
function smoke({ endpoint, region, credentials }: TestLab, ...words: readonly string[]) {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [join(root, 'scripts/smoke.ts'), ...words],
      { cwd: root, env },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

describe('npm run smoke against the local system', () => {
  let system: TestLab;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.close());

  it('tries the whole system, and leaves nothing behind', async () => {
    const { code, stdout, stderr } = await smoke(system, '--stage', 'dev');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^uploading smoke\/[0-9a-f-]+\.jpg to darkroom-dev-000000000000-source$/),
      `developed into ${madeByDefault(2400, 1600).length} variants`,
      'every variant opens and has its size',
      expect.stringMatching(/^placed the order smoke-[0-9a-f-]+$/),
      'the order is confirmed',
      'the print job of the order is taken back',
      'deleted, and nothing made of it is left',
    ]);
    const { dynamodb, s3, names } = await system.lab();
    const rows = async (table: string) =>
      (await dynamodb.send(new ScanCommand({ TableName: `darkroom-dev-${table}` }))).Items;
    expect((await rows('images'))?.filter(({ status }) => status === 'READY')).toEqual([]);
    expect(await rows('orders')).toEqual([]);
    expect(await rows('payments')).toEqual([]); // of the order
    const left = await s3.send(new ListObjectVersionsCommand({ Bucket: names.outputBucket, Prefix: 'smoke/' }));
    expect(left.Versions ?? []).toEqual([]);
  }, 180_000);

  it.each([
    ['a stage that is not there', '--stage nowhere', 2, /^There is no stack darkroom-nowhere: /],
    ['patience that is no number', '--patience long', 2, /^--patience takes a number of seconds, not long\.$/],
  ])(
    'says in one line: %s',
    async (_, words, code, line) => {
      const run = await smoke(system, ...words.split(' '));
      expect(run.stderr.trimEnd()).toMatch(line);
      expect(run.code).toBe(code);
    },
    60_000,
  );
});
