import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { bytesText, type Screen } from '@safelight/local/cli/style';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lab } from '#lab/lab.ts';
import { sourceFiles } from '#lab/once/files.ts';
import { developFiles } from '#lab/once/once.ts';
import { countProgress, lineProgress } from '#lab/once/progress.ts';
import { exitCode, jsonReport, type PhotoReport } from '#lab/once/report.ts';
import { tables } from '#lab/once/table.ts';
import { outcomeOf } from '#lab/outcome.ts';

const variant = { key: 'a.jpg/abc/320.avif', format: 'avif', width: 320, height: 240, bytes: 4000 };
const ready = {
  key: 'a.jpg',
  status: 'READY',
  executionArn: 'arn:1',
  updatedAt: '2026-01-01T00:00:01.000Z',
  manifest: { variants: [variant] },
  metadata: { width: 640 },
};
const executionInput = (key: string) => JSON.stringify({ detail: { object: { key } } });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'darkroom-once-'));
});
afterEach(() => rm(folder, { recursive: true }));

function screen(live = false): Screen & { text: string } {
  return {
    text: '',
    live,
    columns: 80,
    write(text) {
      this.text += text;
    },
    paint: (_style, text) => text,
  };
}

/** A lab whose table answers `rows`, and whose failed executions are `dead`, and which refuses one upload. */
function lab(rows: readonly object[], dead: readonly object[] = [], refused = ''): Lab {
  const send = async (command: { readonly input: Record<string, unknown> }) => {
    const { input } = command;
    if (input.Body !== undefined && input.Key === refused) throw new Error('No space is left');
    if ('RequestItems' in input) return { Responses: { images: rows } };
    if ('statusFilter' in input)
      return { executions: input.statusFilter === 'FAILED' ? dead.map(() => ({ executionArn: 'arn:dead' })) : [] };
    if ('executionArn' in input) return dead[0];
    return 'Body' in input ? {} : { Body: Readable.from(['variant']) };
  };
  const names = {
    sourceBucket: 'source',
    outputBucket: 'output',
    imagesTable: 'images',
    ordersTable: 'orders',
    imageProcessing: 'arn:machine',
    imageRemoval: 'arn:removal',
  };
  const client = { send } as unknown;
  return { s3: client, dynamodb: client, states: client, names } as Lab;
}

/** Every sleep is over at once. */
function instantClock() {
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  return {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
}

async function source(name: string) {
  await writeFile(join(folder, name), 'picture');
  return sourceFiles([name], folder);
}

describe('the files', () => {
  it('are refused before anything is started when one does not exist', async () => {
    await expect(sourceFiles(['nothing.jpg'], folder)).rejects.toThrow(
      'nothing.jpg does not exist: name the pictures to develop.',
    );
  });

  it('are refused when one is a folder', async () => {
    await expect(sourceFiles(['.'], folder)).rejects.toThrow('. is not a file');
  });

  it('get keys of their own when their names are the same', async () => {
    await writeFile(join(folder, 'a.jpg'), '');
    const sources = await sourceFiles(['a.jpg', './a.jpg'], folder);
    expect(sources.map(({ key }) => key)).toEqual(['a.jpg', '2/a.jpg']);
  });
});

describe('a photo', () => {
  it('is reported with its variants, which lie below the folder asked for', async () => {
    const out = join(folder, 'out');
    const [photo] = await developFiles(lab([ready]), await source('a.jpg'), {
      out,
      progress: countProgress(screen()),
      clock: instantClock(),
    });
    expect(photo).toMatchObject({ file: 'a.jpg', key: 'a.jpg', status: 'READY', executionArn: 'arn:1' });
    expect(photo?.variants).toEqual([{ ...variant, path: join(out, 'a.jpg/abc/320.avif') }]);
    expect(await readFile(join(out, 'a.jpg/abc/320.avif'), 'utf8')).toBe('variant');
  });

  it('whose execution died without recording anything is FAILED with the cause of the execution', async () => {
    const dead = lab(
      [],
      [
        {
          input: executionInput('a.jpg'),
          error: 'States.Runtime',
          cause: 'broken',
          stopDate: new Date('2026-01-01T00:00:01.000Z'),
        },
      ],
    );
    const [photo] = await developFiles(dead, await source('a.jpg'), {
      out: folder,
      progress: countProgress(screen()),
      clock: instantClock(),
    });
    expect(photo).toMatchObject({ status: 'FAILED', reason: { code: 'States.Runtime', message: 'broken' } });
  });

  it('that an earlier upload under the same key left READY is not taken for this one', async () => {
    const stale = lab([{ ...ready, updatedAt: '2025-12-31T23:59:59.000Z' }]);
    const [photo] = await developFiles(stale, await source('a.jpg'), {
      out: folder,
      progress: countProgress(screen()),
      clock: instantClock(),
    });
    expect(photo).toMatchObject({ status: 'FAILED', reason: { code: 'NoAnswer' } });
  });

  it('that cannot be uploaded is FAILED, and the others are developed', async () => {
    const sources = [...(await source('gone.jpg')), ...(await source('a.jpg'))];
    const options = { out: join(folder, 'out'), progress: countProgress(screen()), clock: instantClock() };
    const photos = await developFiles(lab([ready], [], 'gone.jpg'), sources, options);
    expect(photos.map(({ status, reason }) => [status, reason])).toEqual([
      ['FAILED', { code: 'NotUploaded', message: 'No space is left' }],
      ['READY', undefined],
    ]);
  });

  it('whose variants cannot be written is FAILED, is named, and the others are brought', async () => {
    const out = join(folder, 'out');
    await writeFile(out, 'a file where a folder should be');
    const shown = screen();
    const options = { out, progress: lineProgress(shown), clock: instantClock() };
    const [photo] = await developFiles(lab([ready]), await source('a.jpg'), options);
    expect(photo).toMatchObject({ status: 'FAILED', variants: [], reason: { code: 'NotSaved' } });
    expect(shown.text).toMatch(/✗ a\.jpg {2}FAILED: E[A-Z]+: /);
  });

  it('of which nothing is heard is FAILED rather than waited for forever', async () => {
    const [photo] = await developFiles(lab([]), await source('a.jpg'), {
      out: folder,
      progress: countProgress(screen()),
      clock: instantClock(),
    });
    expect(photo).toMatchObject({ status: 'FAILED', reason: { code: 'NoAnswer' } });
  });
});

describe('a row of the images table', () => {
  it.each([
    ['PROCESSING is not final', { status: 'PROCESSING' }, undefined],
    ['nothing', undefined, undefined],
    [
      'a rejection has a reason',
      { status: 'REJECTED', reason: { code: 'C', message: 'm' } },
      { status: 'REJECTED', reason: { code: 'C', message: 'm' } },
    ],
  ])('%s', (_name, row, expected) => {
    const outcome = outcomeOf('a.jpg', row);
    if (expected === undefined) expect(outcome).toBeUndefined();
    else expect(outcome).toMatchObject(expected);
  });
});

const report: PhotoReport = {
  file: 'pictures/a.jpg',
  key: 'a.jpg',
  status: 'READY',
  updatedAt: 0,
  sourceBytes: 16_000,
  seconds: 1.25,
  metadata: {},
  variants: [{ ...variant, path: '/home/ada/developed/a.jpg/abc/320.avif' }],
};

describe('what is shown', () => {
  it('is a table that says what each variant saves and where it lies', () => {
    const text = tables([report], screen(), '/home/ada');
    expect(text).toContain('a.jpg  16 kB, developed in 1.3 s');
    expect(text).toMatch(/avif {4}320 x 240 {2}4\.0 kB {3}75 % {2}developed\/a\.jpg\/abc\/320\.avif/);
    expect(text).toContain('1 developed');
  });

  it('is plain when piped: one line a photo, nothing redrawn', () => {
    const shown = screen();
    lineProgress(shown).done(
      {
        key: 'a.jpg',
        status: 'REJECTED',
        reason: { code: 'C', message: 'It is empty.' },
        variants: [],
        metadata: {},
        updatedAt: 0,
      },
      1,
      2,
    );
    expect(shown.text).toBe('– a.jpg  REJECTED: It is empty.\n');
  });

  it('has no control characters of a name in it', () => {
    const shown = screen();
    const key = 'a\u001b[2J.jpg';
    const outcome = { key, variants: [], metadata: {}, updatedAt: 0 } as const;
    lineProgress(shown).done({ ...outcome, status: 'FAILED', reason: { code: 'C', message: 'no\nready' } }, 1, 1);
    shown.write(tables([{ ...report, key }], screen(), '/'));
    expect(shown.text.match(/a\S+\.jpg {2}|no\S+/g)).toEqual([
      'a\\u001b[2J.jpg  ',
      'no\\u000aready',
      'a\\u001b[2J.jpg  ',
    ]);
  });

  it('counts below the lines on a terminal', () => {
    const shown = screen(true);
    lineProgress(shown).done({ key: 'a.jpg', status: 'READY', variants: [variant], metadata: {}, updatedAt: 0 }, 1, 2);
    expect(shown.text).toMatch(/✓ a\.jpg {2}1 variants?, 4\.0 kB\n {2}1 of 2$/);
  });

  it('is one JSON document with --json', () => {
    expect(JSON.parse(jsonReport([report]))).toEqual({
      photos: [{ file: 'pictures/a.jpg', key: 'a.jpg', status: 'READY', variants: report.variants, metadata: {} }],
    });
  });

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1536, '1.5 kB'],
    [12_345, '12 kB'],
    [999_900, '1.0 MB'],
    [5_100_000_000, '5.1 GB'],
  ])('%i bytes as %s', (bytes, text) => expect(bytesText(bytes)).toBe(text));
});

it.each([
  [['READY', 'REJECTED'], 0],
  [['READY', 'FAILED'], 1],
] as const)('%s ends with exit code %i', (statuses, code) => {
  expect(exitCode(statuses.map((status) => ({ ...report, status })))).toBe(code);
});
