import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ListExecutionsCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { variantsOf } from '#functions/shared/variants.ts';
import type { Lab } from '#lab/lab.ts';
import { scene } from '#tests/support/pictures.ts';
import { startSystem, type TestLab } from '#tests/support/system.ts';
import { compare } from '../../../scripts/consistency/compare.ts';
import { readLab } from '../../../scripts/consistency/read-lab.ts';
import { mapRunsOf } from '../../../scripts/photos/library/counts.ts';
import { followRun } from '../../../scripts/photos/library/follow.ts';
import { listedIn, listWordOf } from '../../../scripts/photos/library/list.ts';
import type { ReportRequest } from '../../../scripts/photos/library/report/request.ts';
import { followReport, startReport } from '../../../scripts/photos/library/report/run.ts';
import { type LibraryRun, redriveRun, startRun, theRun } from '../../../scripts/photos/library/runs.ts';

const PHOTOS = Number(process.env.LIBRARY_PHOTOS ?? 40);
/** Of a hundred. */
const BROKEN = 3;
const HOUR = 3_600_000;
const PATIENCE = { timeout: HOUR, interval: 500 };

const keys = Array.from({ length: PHOTOS }, (_, index) => `photos/${index}.png`);
/** Every third is for a Standard child. */
const isLarge = (index: number) => index % 3 === 2;
const broken = keys.slice(0, Math.ceil((PHOTOS * BROKEN) / 100));
const large = keys.filter((key, index) => isLarge(index) && !broken.includes(key));

const smallPhoto = await scene(90, 60).png().toBuffer();
const largePhoto = await scene(180, 120).png().toBuffer();
const selection = {
  from: 'PREFIX',
  prefix: 'photos/',
  only: 'all',
  concurrency: 10,
  tolerance: 5,
  expressUpTo: smallPhoto.length,
} as const;

let system: TestLab;
let lab: Lab;
const said: string[] = [];
const screen = {
  live: false,
  columns: 100,
  write: (text: string) => void said.push(text),
  paint: (_: unknown, text: string) => text,
};

beforeAll(async () => {
  system = await startSystem();
  lab = await system.lab();
  for (const [index, Key] of keys.entries()) {
    const good = isLarge(index) ? largePhoto : smallPhoto;
    const Body = broken.includes(Key) ? good.subarray(0, good.length / 2) : good;
    await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key, Body }));
  }
  await vi.waitFor(async () => {
    const settled = (await rows()).filter(({ status }) => status !== 'DEVELOPING');
    expect(settled).toHaveLength(PHOTOS);
  }, PATIENCE);
}, HOUR);
afterAll(() => system.close());

async function rows(): Promise<readonly Record<string, unknown>[]> {
  const { Items = [] } = await lab.dynamodb.send(
    new ScanCommand({ TableName: lab.names.imagesTable, ConsistentRead: true }),
  );
  return Items;
}

/** As if every photo had been developed by another configuration. */
async function outdate(): Promise<void> {
  for (const key of keys.filter((each) => !broken.includes(each)))
    await lab.dynamodb.send(
      new UpdateCommand({
        TableName: lab.names.imagesTable,
        Key: { key },
        UpdateExpression: 'SET configuration = :other',
        ExpressionAttributeValues: { ':other': 'other' },
      }),
    );
}

async function executions(statusFilter?: 'RUNNING'): Promise<number> {
  const query = { stateMachineArn: lab.names.imageProcessing, maxResults: 1000, statusFilter };
  return (await lab.states.send(new ListExecutionsCommand(query))).executions?.length ?? 0;
}

async function ofRun(run: LibraryRun, concurrency?: number) {
  said.length = 0;
  const before = await executions();
  const code = await followRun({ lab, run, screen, concurrency }, new AbortController().signal);
  return { code, developed: (await executions()) - before };
}

/** The first line of a report. */
async function reported(request: ReportRequest): Promise<string> {
  said.length = 0;
  await followReport(lab, await startReport(lab, request), screen, new AbortController().signal);
  return said[0] ?? '';
}

const agrees = () =>
  vi.waitFor(async () => expect(compare(await readLab(lab), variantsOf('dev'))).toEqual([]), PATIENCE);

it(
  'a library is developed again within the tolerance, with every failure by key and reason',
  async () => {
    await outdate();
    const before = new Map((await rows()).map(({ key, prefix }) => [key, prefix]));
    const run = await startRun(lab, selection);
    const { code, developed } = await ofRun(run);
    expect(code).toBe(0);
    // More where a photo took so long that it was left to a Standard child, which asked for it once more.
    expect(developed).toBeGreaterThanOrEqual(PHOTOS - broken.length);
    const [standard, express] = (await mapRunsOf(lab, run)).developing;
    expect(express?.itemCounts).toMatchObject({ total: PHOTOS - large.length, failed: broken.length });
    expect(standard?.itemCounts?.succeeded).toBeGreaterThanOrEqual(large.length);
    for (const key of broken) expect(said.join('')).toMatch(new RegExp(`${key}: Rejected\\.\\w+: .+\\n`));
    expect(said.at(-1)).toBe(
      `${PHOTOS} photos were looked at, ${PHOTOS - broken.length} are as they should be, ${broken.length} failed.\n`,
    );
    for (const { key, status, configuration, prefix } of await rows())
      if (status === 'READY') {
        expect(configuration).not.toBe('other');
        expect(prefix).not.toBe(before.get(key));
      }
    await agrees();
  },
  HOUR,
);

it(
  'what is up to date is skipped',
  async () => {
    expect(await ofRun(await startRun(lab, selection))).toEqual({ code: 0, developed: 0 });
  },
  HOUR,
);

it(
  'beyond the tolerance the run fails, and a redrive after the repair does only the rest',
  async () => {
    await outdate();
    const failed = await ofRun(await startRun(lab, { ...selection, tolerance: 2 }));
    expect(failed.code).toBe(1);
    expect(said.join('')).toContain('States.ExceedToleratedFailureThreshold');
    const Body = await scene(91, 60).png().toBuffer();
    for (const Key of broken) await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key, Body }));
    await vi.waitFor(async () => {
      expect((await rows()).map(({ status }) => status)).toEqual(keys.map(() => 'READY'));
    }, PATIENCE);
    const isOther = ({ configuration }: Readonly<Record<string, unknown>>) => configuration === 'other';
    // An Express child that was aborted has no job to stop: the photo that it had started goes on.
    await vi.waitFor(async () => expect(await executions('RUNNING')).toBe(0), PATIENCE);
    const left = (await rows()).filter(isOther).length;
    // The run goes on before anybody follows it.
    const before = await executions();
    expect(await ofRun(await redriveRun(lab))).toMatchObject({ code: 0 });
    const redeveloped = (await executions()) - before;
    // One whose photo was ready before its child heard of it asks once more, and is told that it is.
    expect(redeveloped).toBeGreaterThanOrEqual(left);
    expect(redeveloped).toBeLessThan(PHOTOS);
    expect((await rows()).filter(isOther)).toEqual([]);
    await agrees();
  },
  HOUR,
);

it(
  'what a list names is developed again, and nothing else; what it names in vain is said',
  async () => {
    await outdate();
    const named = keys.slice(-3);
    const Body = ['key', ...named, 'photos/none.png'].join('\n');
    const list = { bucket: lab.names.workBucket, key: 'lists/some.csv' };
    await lab.s3.send(new PutObjectCommand({ Bucket: list.bucket, Key: list.key, Body }));
    const { prefix: _, ...limits } = selection;
    const asked = await listedIn(lab, listWordOf(`s3://${list.bucket}/${list.key}`));
    const ran = await ofRun(await startRun(lab, { ...limits, from: 'CSV', list: asked, tolerance: 50 }));
    expect(ran).toEqual({ code: 0, developed: named.length });
    expect(said.join('')).toContain('photos/none.png: Library.NoSuchPhoto: ');
    await expect(listedIn(lab, listWordOf(`s3://${list.bucket}/none.csv`))).rejects.toThrow(/^There is no s3:/);
    await expect(listedIn(lab, listWordOf('s3://elsewhere/a.csv'))).rejects.toThrow(/^Lists are read from the bucket/);
  },
  HOUR,
);

it(
  'a run is left and followed again, with another concurrency; stopped, and gone on with where it was',
  async () => {
    await outdate();
    const run = await startRun(lab, { ...selection, concurrency: 1 });
    const developing = async () => expect((await mapRunsOf(lab, run)).developing).toHaveLength(1);
    await vi.waitFor(developing, PATIENCE);
    await expect(startRun(lab, selection)).rejects.toThrow(/^A run over photos\/ is under way: --attach follows it/);
    const left = new AbortController();
    left.abort();
    expect(await followRun({ lab, run, screen }, left.signal)).toBeUndefined();
    expect((await theRun(lab)).executionArn).toBe(run.executionArn);
    await lab.states.send(new StopExecutionCommand(run));
    expect(await ofRun(run)).toMatchObject({ code: 1 });
    expect(said.join('')).toContain('The run was stopped');
    await expect(theRun(lab)).rejects.toThrow('No run over the library is under way.');
    expect(await ofRun(await redriveRun(lab), 7)).toMatchObject({ code: 0 });
    expect((await mapRunsOf(lab, run)).developing.at(-1)?.maxConcurrency).toBe(7);
    expect((await rows()).filter(({ configuration }) => configuration === 'other')).toEqual([]);
    await agrees();
  },
  HOUR,
);

it(
  'a report says what is outdated, and after a run that nothing is',
  async () => {
    await outdate();
    const outdated = (await rows()).filter(({ configuration }) => configuration === 'other').length;
    expect(await reported({ kind: 'library', prefix: '' })).toContain(`outdated ${outdated}, `);
    expect(said.join('')).toContain(`${outdated} photos have other variants than today's configuration makes`);
    await ofRun(await startRun(lab, { ...selection, tolerance: 100 }));
    expect(await reported({ kind: 'library', prefix: '' })).toContain('outdated 0, ');
    expect(said.join('')).not.toContain('have other variants');
    await agrees();
  },
  HOUR,
);

it(
  'a report on a CSV says which columns there are, where one is not',
  async () => {
    const Body = 'paper,sheets\nmatte,2\nglossy,\nmatte,3\n';
    await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.workBucket, Key: 'lists/prints.csv', Body }));
    const list = listWordOf(`s3://${lab.names.workBucket}/lists/prints.csv`);
    expect(await reported({ kind: 'csv', list, by: 'paper', sums: ['sheets'] })).toBe(
      'lists/prints.csv: count 3, sheets 5\n',
    );
    await reported({ kind: 'csv', list, by: 'size', sums: [] });
    expect(said).toEqual(['There is no report: There is no column size: there are paper, sheets.\n']);
    await agrees();
  },
  HOUR,
);

it('nothing is started below a prefix that nothing has', async () => {
  await expect(startRun(lab, { ...selection, prefix: 'none/' })).rejects.toThrow(
    /^There is nothing in .* below none\/\.$/,
  );
});
