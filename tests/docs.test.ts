import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...folder('docs'),
  ...folder('docs/decisions'),
  'events/README.md',
  'packages/asl/README.md',
  'packages/local/README.md',
];
const scripts: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

function folder(path: string): string[] {
  return readdirSync(join(root, path))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${path}/${name}`);
}

const read = (page: string) => readFileSync(join(root, page), 'utf8');
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');

describe.each(pages)('%s', (page) => {
  const text = read(page);

  it('names only npm scripts that are there', () => {
    const named = matches(text, /npm run (?:--silent )?([a-z][\w:-]*)/g);
    expect(named.filter((name) => !(name in scripts) && !`${name}`.endsWith(':'))).toEqual([]);
  });

  it('links only to files that are there', () => {
    const links = matches(text, /\]\(([^)#\s]+)[^)]*\)|src="([^"]+)"/g).filter(
      (link) => link !== '' && !/^https?:/.test(link),
    );
    expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
  });

  it('names only files of the repository that are there', () => {
    const named = matches(
      text,
      /`((?:functions|lab|packages|statemachines|serverless|events|scripts|bench|tests|docs)\/[\w./-]+)`/g,
    );
    expect(
      named.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, dirname(page), path))),
    ).toEqual([]);
  });
});

describe('what can go wrong, in docs/operate.md', () => {
  const [, table = ''] = read('docs/operate.md').split('| what can go wrong | what you see | what to do | test |\n');
  const rows = matches(table, /^\| ([^|]+ \|.*) \|$/gm)
    .map((row) => row.split(' | '))
    .filter(([what = '']) => !what.startsWith('---'));
  const sources = ['packages/asl/src', 'packages/local/src', 'lab', 'scripts'].flatMap((path) =>
    readdirSync(join(root, path), { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() && /\.(?:ts|cjs)$/.test(entry.name)
        ? readFileSync(join(entry.parentPath, entry.name), 'utf8')
        : [],
    ),
  );

  it('has rows', () => expect(rows.length).toBeGreaterThan(15));

  it.each(rows)('%s: what you see is what the code says, and tests show it', (_what, seen = '', _todo, tests = '') => {
    const files = matches(tests, /\]\(\.\.\/([^)]+\.(?:test|slow)\.ts)\)/g);
    expect(files).not.toEqual([]);
    const texts = [...files.map(read), ...sources];
    const said = matches(seen, /`([^`]+)`/g).flatMap((line) => line.split('…').map((piece) => piece.trim()));
    expect(said.filter((piece) => !texts.some((text) => text.includes(piece)))).toEqual([]);
  });
});

describe('docs/traps.md', () => {
  const tags = { Images: 'Images N:', Orders: '(orders trap N)', Framework: 'Framework N:' };
  const rows = Object.entries(tags).flatMap(([kind, tag]) => {
    const section = read('docs/traps.md').split(`## ${kind}\n`)[1]?.split('\n## ')[0] ?? '';
    return [...section.matchAll(/^\| (\d+) \|.*\| (.+) \|$/gm)].map(([, number = '', files = '']) => ({
      tag: tag.replace('N', number),
      files: matches(files, /\]\(\.\.\/([^)]+)\)/g),
    }));
  });

  it.each(rows)('$tag is held by tests of each file that it names', ({ tag, files }) => {
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !read(file).includes(tag))).toEqual([]);
  });

  it('has every tag that a test bears', () => {
    const folders = ['tests', 'packages/asl/tests', 'packages/local/tests'];
    const files = folders.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
    );
    const tests = files.filter((file) => /\.(?:test|slow)\.ts$/.test(file) && file !== 'tests/docs.test.ts');
    const pattern = /['"`]((?:Images|Framework) \d+:)|(\(orders trap \d+\))/g;
    const used = tests.flatMap((file) =>
      [...read(file).matchAll(pattern)].map(([, tag, orders]) => ({
        file,
        tag: tag ?? orders,
      })),
    );
    const isNamed = (use: (typeof used)[number]) =>
      rows.some(({ tag, files: named }) => tag === use.tag && named.includes(use.file));
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((use) => !isNamed(use))).toEqual([]);
  });
});

it('what goes on after a stop is shown by tests of the names that docs/operate.md gives', () => {
  const section = read('docs/operate.md').split('### What goes on\n')[1]?.split('\n## ')[0] ?? '';
  const shown = [...section.matchAll(/\[([^\]]+)\]\(\.\.\/([^)]+)\)/g)];
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.filter(([, name = '', file = '']) => !read(file).includes(name)).map(([, name]) => name)).toEqual([]);
});

it('the annotated tree of docs/architecture.md is the tree', () => {
  const block = read('docs/architecture.md').split('## The tree')[1]?.split('\n\nImports')[0] ?? '';
  const stack: string[] = [];
  const paths = block.split('\n').flatMap((line) => {
    const [, indent = '', name = ''] = /^( {4,})(\S+) {2,}/.exec(line) ?? [];
    if (name === '') return [];
    const depth = (indent.length - 4) / 2;
    stack.splice(depth, stack.length, name.replace(/\/$/, ''));
    return [stack.join('/')];
  });
  expect(paths.length).toBeGreaterThan(25);
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  const local = readdirSync(join(root, 'packages/local/src'), { withFileTypes: true });
  const folders = local.filter((entry) => entry.isDirectory()).map(({ name }) => `packages/local/src/${name}`);
  expect(folders.filter((path) => !paths.includes(path))).toEqual([]);
});

it('every word of the packages is what its file exports', () => {
  const page = 'docs/architecture.md';
  const words = [...read(page).matchAll(/^\| \[(\w+)\]\((\S+)\) \| .+ \|$/gm)];
  expect(words).toHaveLength(12);
  const strangers = words.filter(([, word, file = '']) => {
    const exported = new RegExp(`^export (abstract )?(class|interface|type) ${word}\\b`, 'm');
    return !exported.test(read(join(dirname(page), file)));
  });
  expect(strangers.map(([, word]) => word)).toEqual([]);
});

it('what docs/console.md says is shown by steps of the browser, by their names', () => {
  const steps = matches(read('tests/browser/steps/all.ts'), /^ {2}\['(.+)', \w+\],$/gm);
  const named = matches(read('docs/console.md').replaceAll('\n', ' '), /(?<![\w*])\*([^*|]+)\*(?![\w*])/g);
  expect(named.length).toBeGreaterThan(30);
  // The name of a menu is no step.
  expect(named.filter((name) => name !== 'Export' && !steps.includes(name))).toEqual([]);
});
