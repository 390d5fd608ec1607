import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { partOf, servicePart } from '../../../bench/profile/part-of.ts';
import { type Frame, partsOf } from '../../../bench/profile/parts.ts';
import { tableOf } from '../../../bench/profile/profiled.ts';

const frame = (functionName: string, url = ''): Frame => ({ functionName, url, lineNumber: 0, columnNumber: 0 });

/** `serve` calls `hash`, which is Node's; the collector and idleness stand beside. */
const PROFILE = {
  nodes: [
    { id: 1, callFrame: frame('(root)'), children: [2, 4, 5, 6] },
    { id: 2, callFrame: frame('serve', 'gateway'), children: [3] },
    { id: 3, callFrame: frame('hash', 'node:crypto') },
    { id: 4, callFrame: frame('(garbage collector)') },
    { id: 5, callFrame: frame('(idle)') },
    { id: 6, callFrame: frame('tick', 'node:timers') },
  ],
  samples: [2, 3, 4, 5, 6],
  timeDeltas: [10, 20, 30, 1000, 40],
};

it('counts what Node does for a part as the part’s, and no idle time', () => {
  const spent = partsOf(PROFILE, ({ url }) => (url.startsWith('node:') || url === '' ? undefined : url));
  expect(Object.fromEntries(spent)).toEqual({ gateway: 30, 'garbage collection': 30, Node: 40 });
});

it.each([
  ['packages/local/src/services/dynamodb/rows/row.ts', 'services/dynamodb'],
  ['packages/local/src/gateway/gateway.ts', 'gateway'],
  ['packages/local/src/clients.ts', 'clients'],
  ['packages/asl/src/tasks/run-task.ts', 'the engine'],
  ['node_modules/@smithy/core/dist-cjs/index.js', "the SDK's clients"],
  ['node_modules/zod/v4/core/core.js', 'zod'],
  ['node_modules/.cache/safelight/start/0/chunk.mjs', undefined],
  ['lab/serve.ts', undefined],
])('%s is of %s', (path, part) => expect(partOf(join('/repository', path))).toBe(part));

it('finds the source of a bundled frame by the map beside the bundle', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'));
  const source = join(folder, 'packages/asl/src/x.ts');
  try {
    await build({
      stdin: { contents: 'export function run() { return 1; }', sourcefile: source, loader: 'ts', resolveDir: folder },
      outfile: join(folder, 'out/x.mjs'),
      sourcemap: 'external',
      format: 'esm',
    });
    const at = { functionName: 'run', url: join(folder, 'out/x.mjs'), lineNumber: 0, columnNumber: 12 };
    expect(servicePart()(at)).toBe('the engine');
    await writeFile(join(folder, 'plain.mjs'), '');
    expect(servicePart()({ ...at, url: join(folder, 'plain.mjs') })).toBeUndefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('shows the largest parts first, and what is small together', () => {
  const parts = new Map([
    ['store', 200_000],
    ['gateway', 700_000],
    ['turns', 3_000],
    ['usage', 97_000],
  ]);
  expect(tableOf(parts)).toBe(
    [
      'the service: 1.0 s of the processor',
      '   70.0 %  gateway',
      '   20.0 %  store',
      '    9.7 %  usage',
      '    0.3 %  others',
      '',
    ].join('\n'),
  );
});
