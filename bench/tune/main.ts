import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { runCommand } from '@safelight/local/cli/command';
import { UsageError } from '@safelight/local/cli/usage';
import { picturesIn } from '../lab/pictures.ts';
import { drawing } from './draw.ts';
import { type Handover, handoversOf } from './encode.ts';
import { rowsOf, textOf } from './print.ts';
import { openJudge } from './ssimulacra2.ts';
import { type Walk, walk } from './walk.ts';
import { isTuned, TUNED, type Tuned } from './ways.ts';

const HELP = `npm run tune -- --images DIR [--format avif|webp|jpeg …] [--widths N,N,…] [--svg FILE] [--json]
Walks the ways to encode, over the pictures of a folder in the widths given: what each takes, in bytes and processor time, to look as
the default preset does by SSIMULACRA2. Prints the front, on which nothing is both faster and smaller, and draws it.
  --images DIR   the pictures; few and small ones will do: AVIF alone takes a minute for each
  --format NAME  one format, and again for others (all)
  --widths N,N   in which widths (320,1280); none is enlarged
  --svg FILE     where the drawing goes (tune.svg)
  --json         every point that was measured, as one JSON document
SSIMULACRA2 is a program in Rust: cargo builds it below .build/ the first time.
`;

const root = dirname(dirname(import.meta.dirname));
const progress = (line: string) => void process.stderr.write(`${line}\n`);

function formatsOf(words: readonly string[] = TUNED): readonly Tuned[] {
  return [...new Set(words)].map((word) => {
    if (!isTuned(word)) throw new UsageError(`--format ${word}: it is avif, webp or jpeg`);
    return word;
  });
}

function widthsOf(text: string): readonly number[] {
  const widths = text.split(',').map(Number);
  if (!widths.every((width) => Number.isInteger(width) && width >= 16))
    throw new UsageError(`--widths ${text}: whole numbers of 16 and above, such as 320,1280`);
  return widths;
}

async function handovers(images: string, widths: readonly number[]): Promise<readonly Handover[]> {
  const { pictures, leftOut } = await picturesIn(images);
  progress(`tune: ${pictures.length} pictures${leftOut === 0 ? '' : `; ${leftOut} files are none`}`);
  const made: Handover[] = [];
  for (const picture of pictures) made.push(...(await handoversOf(picture, widths)));
  return made;
}

async function walks(formats: readonly Tuned[], pictures: readonly Handover[]): Promise<readonly Walk[]> {
  const judge = await openJudge(root, progress);
  try {
    const all: Walk[] = [];
    for (const format of formats) all.push(await walk(format, pictures, judge, progress));
    return all;
  } finally {
    await judge.close();
  }
}

await runCommand({
  help: HELP,
  options: {
    images: { type: 'string' },
    format: { type: 'string', multiple: true },
    widths: { type: 'string', default: '320,1280' },
    svg: { type: 'string', default: 'tune.svg' },
    json: { type: 'boolean', default: false },
  },
  async run({ images, format, widths, svg, json }) {
    const formats = formatsOf(format);
    const sizes = widthsOf(widths);
    if (images === undefined) throw new UsageError('--images is missing: the folder of pictures. See --help');
    const all = await walks(formats, await handovers(images, sizes));
    process.stdout.write(json ? `${JSON.stringify(all)}\n` : all.map(textOf).join('\n'));
    await writeFile(svg, drawing(all.map((each) => ({ format: each.format, rows: rowsOf(each) }))));
    progress(`tune: drawn in ${svg}`);
    return 0;
  },
});
