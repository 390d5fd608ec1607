import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isTaken } from './application.ts';
import { withoutBlocks, withoutHalf, withoutStudy } from './halves.ts';
import { type Manifest, manifestOf } from './manifest.ts';
import { type Packed, VENDOR, vendored } from './packages.ts';
import { renamedFile, titleOf } from './rename.ts';

const run = promisify(execFile);

export interface Wishes {
  readonly name: string;
  readonly without: readonly string[];
  readonly region: string | undefined;
}

/** Path -> content of the new repository, but for its packages and its lock file. */
export async function applicationFiles(root: string, wishes: Wishes, packed: readonly Packed[]) {
  const all = await readTaken(root);
  const whole = new Map([...all, ...(await ownFiles(root))]);
  const cut = wishes.without.reduce((files, half) => withoutHalf(half, files), withoutStudy(whole));
  const kept = new Map([...cut].map(([path, content]) => [path, withoutMarks(content)]));
  // Whose work it is stays in the licence.
  const rename = (path: string, content: Buffer) => (path === 'LICENSE' ? content : renamedFile(content, wishes.name));
  const files = new Map([...kept].map(([path, content]) => [path, rename(path, content)]));
  files.set('package.json', Buffer.from(`${JSON.stringify(manifest(kept, wishes, packed), null, 2)}\n`));
  files.set('serverless.yml', inRegion(files.get('serverless.yml'), wishes.region));
  files.set('README.md', withCredits(files.get('README.md')));
  return files;
}

/** What git knows of and a team takes along. */
async function readTaken(root: string): Promise<Map<string, Buffer>> {
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: root });
  const paths = stdout.split('\0').filter((path) => path !== '' && isTaken(path));
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path))] as const)));
}

/** Its README and CI, which are made from templates; how to show pictures is said in our own README. */
async function ownFiles(root: string): Promise<Map<string, Buffer>> {
  const template = (name: string) => readFile(join(import.meta.dirname, name), 'utf8');
  const [readme, ci, ours] = await Promise.all([
    template('README.template.md'),
    template('ci.template.yml'),
    readFile(join(root, 'README.md'), 'utf8'),
  ]);
  const shown = /^### Show them\n[\s\S]*?\n```\n/m.exec(ours)?.[0] ?? '';
  return new Map([
    ['README.md', Buffer.from(readme.replace('{{show-them}}\n', shown))],
    ['.github/workflows/ci.yml', Buffer.from(ci)],
  ]);
}

/** What is told of this repository alone goes, and where a half begins and ends is of no use where it is not left out. */
function withoutMarks(content: Buffer): Buffer {
  const text = content.toString();
  if (!/\b(begin|end) (orders|here)\b/.test(text)) return content;
  return Buffer.from(withoutBlocks('here', text).replace(/^[^\n]*\b(?:begin|end) orders\b[^\n]*\n/gm, ''));
}

function manifest(files: ReadonlyMap<string, Buffer>, { name }: Wishes, packed: readonly Packed[]): Manifest {
  const text = files.get('package.json')?.toString() ?? '{}';
  const sources = [...files].filter(([path]) => /\.(tsx?|cjs)$/.test(path)).map(([, content]) => content.toString());
  return manifestOf(JSON.parse(text), { name, title: titleOf(name), vendored: vendored(packed), sources });
}

function inRegion(serverless: Buffer | undefined, region: string | undefined): Buffer {
  const text = serverless?.toString() ?? '';
  return Buffer.from(
    region === undefined ? text : text.replace("env:AWS_REGION, 'us-east-1'", `env:AWS_REGION, '${region}'`),
  );
}

const withCredits = (readme: Buffer | undefined): Buffer =>
  Buffer.from(
    `${readme ?? ''}Made from Darkroom, a photo lab for AWS Step Functions (MIT). Its runtime lies in \`${VENDOR}/\`.\n`,
  );
