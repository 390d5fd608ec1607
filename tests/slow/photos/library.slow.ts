import { PutObjectCommand } from '@aws-sdk/client-s3';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { scene } from '#tests/support/pictures.ts';
import type { LibraryPhoto } from '../../../bench/lab/library-photos.ts';
import { mapRunsOf } from '../../../scripts/photos/library/counts.ts';
import { followRun } from '../../../scripts/photos/library/follow.ts';
import { listedIn, listWordOf } from '../../../scripts/photos/library/list.ts';
import { startRun } from '../../../scripts/photos/library/runs.ts';
import { redriveRun, theRun } from '../../../scripts/photos/library/which.ts';
import { HOUR, LibrarySystem, PATIENCE } from './library-system.ts';

const PHOTOS = Number(process.env.LIBRARY_PHOTOS ?? 100);
/** Of a hundred. */
const BROKEN = 3;
/** As many are done again where it does not matter how many. */
const FEW = 24;

const system = new LibrarySystem();
let photos: readonly LibraryPhoto[];
let good: readonly string[];
let broken: readonly string[];
let selection: Parameters<typeof startRun>[1];

beforeAll(async () => {
  await system.start();
  photos = await system.uploadUnheard(PHOTOS, BROKEN);
  const keysOf = (isBroken: boolean) => photos.filter((photo) => photo.isBroken === isBroken).map(({ key }) => key);
  [good, broken] = [keysOf(false), keysOf(true)];
  const sizes = photos.map(({ bytes }) => bytes).toSorted((a, b) => a - b);
  // A third of them is for Standard children.
  const expressUpTo = sizes[Math.floor((2 * PHOTOS) / 3)] ?? 0;
  selection = { from: 'PREFIX', prefix: 'library/', only: 'all', concurrency: 10, tolerance: 5, expressUpTo };
}, HOUR);
afterAll(() => system.close());

const toStandard = () => photos.filter(({ bytes }) => bytes > selection.expressUpTo);
/** The folder of each photo's variants. */
const foldersOf = async () => new Map((await system.rows()).map(({ key, prefix }) => [key, prefix]));
const ready = async () => (await system.rows()).filter(({ status }) => status === 'READY');

it(
  'a library is developed within the tolerance, over a kill, with every failure by key and reason',
  async () => {
    const run = await startRun(system.lab, selection);
    await vi.waitFor(async () => expect((await ready()).length).toBeGreaterThanOrEqual(PHOTOS / 4), PATIENCE);
    const before = await ready();
    expect(before.length).toBeLessThan(good.length);
    await system.kill();
    await system.start();
    expect((await theRun(system.lab)).executionArn).toBe(run.executionArn);
    expect((await system.follow(run)).code).toBe(0);

    const after = await foldersOf();
    expect((await ready()).map(({ key }) => key).toSorted()).toEqual(good.toSorted());
    // What was done before is not done again.
    expect(before.map(({ key }) => [key, after.get(key)])).toEqual(before.map(({ key, prefix }) => [key, prefix]));
    for (const key of broken) expect(system.said.join('')).toMatch(new RegExp(`${key}: Rejected\\.\\w+: .+\\n`));
    const failures = system.said.filter((line) => line.startsWith('✗'));
    expect(failures).toHaveLength(broken.length);
    expect(system.said.at(-1)).toBe(
      `${PHOTOS} photos were looked at: ${good.length} developed, 0 needed nothing, ${broken.length} failed.\n`,
    );
    const [standard, express] = (await mapRunsOf(system.lab, run)).developing;
    expect(express?.itemCounts?.total).toBe(PHOTOS - toStandard().length);
    // More where a photo took so long that it was left to a Standard child.
    expect(standard?.itemCounts?.total).toBeGreaterThanOrEqual(toStandard().length);
    await system.agrees();
  },
  HOUR,
);

it(
  'what is up to date is skipped',
  async () => {
    expect(await system.follow(await startRun(system.lab, selection))).toEqual({ code: 0, developed: 0 });
  },
  HOUR,
);

it(
  'beyond the tolerance the run fails, and a redrive after the repair does only the rest',
  async () => {
    const { lab, said } = system;
    const before = await foldersOf();
    await system.outdate(good);
    const run = await startRun(lab, { ...selection, tolerance: 2 });
    expect((await system.follow(run)).code).toBe(1);
    expect(said.join('')).toContain('States.ExceedToleratedFailureThreshold');
    const Body = await scene(91, 60).png().toBuffer();
    for (const Key of broken) await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key, Body }));
    await vi.waitFor(async () => expect(await ready()).toHaveLength(PHOTOS), PATIENCE);
    // An Express child that was aborted has no job to stop: the photo that it had started goes on.
    await vi.waitFor(async () => expect(await system.executions('RUNNING')).toBe(0), PATIENCE);
    const left = (await system.outdated()).length;
    const succeeded = (await mapRunsOf(lab, run)).developing[0]?.itemCounts?.succeeded ?? 0;
    // The run goes on before anybody follows it.
    const executions = await system.executions();
    expect((await system.follow(await redriveRun(lab))).code).toBe(0);
    const developed = (await system.executions()) - executions;
    // One whose photo was ready before its child heard of it asks once more, and is told that it is.
    expect(developed).toBeGreaterThanOrEqual(left);
    expect(developed).toBeLessThanOrEqual(PHOTOS - succeeded);
    expect(await system.outdated()).toEqual([]);
    const after = await foldersOf();
    expect(good.filter((key) => after.get(key) === before.get(key))).toEqual([]);
    await system.agrees();
  },
  HOUR,
);

it(
  'what a list names is developed again, and nothing else; what it names in vain is said',
  async () => {
    const { lab } = system;
    const named = good.slice(-3);
    await system.outdate(good.slice(-FEW));
    const Body = ['key', ...named, 'library/none.jpg'].join('\n');
    const list = { bucket: lab.names.workBucket, key: 'lists/some.csv' };
    await lab.s3.send(new PutObjectCommand({ Bucket: list.bucket, Key: list.key, Body }));
    const { prefix: _, ...limits } = selection;
    const asked = await listedIn(lab, listWordOf(`s3://${list.bucket}/${list.key}`));
    const run = await startRun(lab, { ...limits, from: 'CSV', list: asked, tolerance: 50 });
    expect(await system.follow(run)).toEqual({ code: 0, developed: named.length });
    expect(system.said.join('')).toContain('library/none.jpg: Library.NoSuchPhoto: ');
    expect(await system.outdated()).toHaveLength(FEW - named.length);
    await expect(listedIn(lab, listWordOf(`s3://${list.bucket}/none.csv`))).rejects.toThrow(/^There is no s3:/);
    await expect(listedIn(lab, listWordOf('s3://elsewhere/a.csv'))).rejects.toThrow(/^Lists are read from the bucket/);
  },
  HOUR,
);

it(
  'a run is left and followed again, with another concurrency; stopped, and gone on with where it was',
  async () => {
    const { lab, screen, said } = system;
    const run = await startRun(lab, { ...selection, concurrency: 1 });
    await vi.waitFor(async () => expect((await mapRunsOf(lab, run)).developing).toHaveLength(1), PATIENCE);
    await expect(startRun(lab, selection)).rejects.toThrow(/^A run over library\/ is under way: --attach follows it/);
    const left = new AbortController();
    left.abort();
    expect(await followRun({ lab, run, screen }, left.signal)).toBeUndefined();
    expect((await theRun(lab)).executionArn).toBe(run.executionArn);
    await lab.states.send(new StopExecutionCommand(run));
    expect(await system.follow(run)).toMatchObject({ code: 1 });
    expect(said.join('')).toContain('The run was stopped');
    await expect(theRun(lab)).rejects.toThrow('No run over the library is under way.');
    expect(await system.follow(await redriveRun(lab), 7)).toMatchObject({ code: 0 });
    expect((await mapRunsOf(lab, run)).developing.at(-1)?.maxConcurrency).toBe(7);
    expect(await system.outdated()).toEqual([]);
    await system.agrees();
  },
  HOUR,
);

it(
  'a report says what is outdated, and after a run that nothing is',
  async () => {
    await system.outdate(good.slice(0, FEW));
    expect(await system.reported({ kind: 'library', prefix: '' })).toContain(`outdated ${FEW}, `);
    expect(system.said.join('')).toContain(`${FEW} photos have other variants than today's configuration makes`);
    expect(await system.follow(await startRun(system.lab, { ...selection, only: 'outdated' }))).toMatchObject({
      code: 0,
    });
    expect(await system.reported({ kind: 'library', prefix: '' })).toContain('outdated 0, ');
    expect(system.said.join('')).not.toContain('have other variants');
    await system.agrees();
  },
  HOUR,
);

it(
  'a report on a CSV says which columns there are, where one is not',
  async () => {
    const { lab } = system;
    const Body = 'paper,sheets\nmatte,2\nglossy,\nmatte,3\n';
    await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.workBucket, Key: 'lists/prints.csv', Body }));
    const list = listWordOf(`s3://${lab.names.workBucket}/lists/prints.csv`);
    expect(await system.reported({ kind: 'csv', list, by: 'paper', sums: ['sheets'] })).toBe(
      'prints.csv: count 3, sheets 5\n',
    );
    await system.reported({ kind: 'csv', list, by: 'size', sums: [] });
    expect(system.said).toEqual(['There is no report: There is no column size: there are paper, sheets.\n']);
  },
  HOUR,
);

it('nothing is started below a prefix that nothing has', async () => {
  await expect(startRun(system.lab, { ...selection, prefix: 'none/' })).rejects.toThrow(
    /^There is nothing in .* below none\/\.$/,
  );
});
