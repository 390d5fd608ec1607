import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { circlesOf } from '#tests/support/house/circles.ts';
import { foldersOf, packageOf, type SourceFile, sourceFiles } from '#tests/support/house/imports.ts';
import { APPLICATION, architecturePage, PACKAGES, SERVICES } from '#tests/support/house/layers.ts';
import { root } from '#tests/support/root.ts';

const packages = sourceFiles('packages/asl/src', 'packages/local/src');
const application = sourceFiles('functions', 'lab', 'study', 'scripts', 'serverless', 'bench');
const product = [...packages, ...application];
const tests = sourceFiles('tests', 'packages/asl/tests', 'packages/local/tests');

describe('dependencies point one way', () => {
  const LAYERS = { ...PACKAGES, ...APPLICATION };

  it.each(Object.entries(LAYERS))('%s imports only what it may, and all that it may', (folder, allowed) => {
    const targets = product
      .filter(({ path }) => path.startsWith(folder))
      .flatMap(({ path, imports }) => imports.map((target) => ({ path, target })));
    const strays = targets.filter(({ target }) => ![folder, ...allowed].some((prefix) => target.startsWith(prefix)));
    expect(strays.map(({ path, target }) => `${path} -> ${target}`)).toEqual([]);
    const unused = allowed.filter((prefix) => !targets.some(({ target }) => target.startsWith(prefix)));
    expect(unused).toEqual([]);
  });

  it.each(Object.entries(SERVICES))('%s imports of other services only what it may', (folder, allowed) => {
    const others = packages
      .filter(({ path }) => path.startsWith(folder))
      .flatMap(({ imports }) => imports)
      .filter((target) => /\/services\/[\w-]+\//.test(target) && !target.startsWith(folder))
      .map((target) => target.replace(/(\/services\/[\w-]+\/).*/, '$1'));
    expect([...new Set(others)].toSorted()).toEqual(allowed.toSorted());
  });

  it('what is said of it in docs/architecture.md is this table: npm run docs:architecture writes it', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    expect(page).toBe(architecturePage(page));
    expect(page).toMatch(/^Imports point one way.* ← `services` ← .* ← the application\.$/m);
  });
});

describe('no circle at run time', () => {
  it.each([
    ['none', { a: ['b'], b: ['c'], c: [] }, []],
    ['of two, and who loads them is not in it', { a: ['b'], b: ['c'], c: ['b'] }, [['b', 'c']]],
    [
      'two of them, one behind the other',
      { a: ['b'], b: ['a', 'c'], c: ['d'], d: ['c'] },
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
  ])('is found: %s', (_name, loads, circles) => {
    expect(circlesOf(Object.entries(loads).map(([path, targets]) => ({ path, loads: targets })))).toEqual(circles);
  });

  it('is there, neither in the product nor in its tests', () => {
    expect(circlesOf([...product, ...tests])).toEqual([]);
  });
});

/** Files of packages that others may import. */
const exportsOf = (...names: readonly string[]): string[] =>
  names.flatMap((name) => {
    const { exports } = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
    return Object.values<string>(exports).map((path) => join('packages', name, path));
  });

/** An export right behind its doc comment: the comment's first word, and its name. */
const DOCUMENTED =
  /\/\*\*[\s*]*([\w`'’-]+)(?:(?!\*\/)[\s\S])*\*\/\s*\nexport (?:async |abstract )?(?:function\*?|const|class|interface|type) (\w+)/g;

/** Words that begin a question, a relation or a continuation, and say of nothing what it is. */
const NEITHER =
  /^(What|How|Whether|Who|Whom|Whose|Which|Where|When|Why|It|Its|They|This|That|These|Those|There|Is|Are|As|At|By|In|On|Of|For|From|To|With|Without|Also|Only|Likewise|All|None|No|Not|Nothing|Something)$/;

describe('packages', () => {
  it('are known to the application, and to each other, by their exports alone', () => {
    const strays = [...product, ...tests].flatMap(({ path, text }) =>
      [...text.matchAll(/'((?:\.\.\/)+packages\/[^']+|[^']*\/packages\/\w+\/src\/[^']*)'/g)]
        .filter(() => packageOf(path) === '')
        .map(([, specifier]) => `${path} -> ${specifier}`),
    );
    expect(strays).toEqual([]);
  });

  it('know nothing of the application', () => {
    const strays = packages.flatMap(({ path, imports }) =>
      imports.filter((target) => !target.startsWith('packages/')).map((target) => `${path} -> ${target}`),
    );
    expect(strays).toEqual([]);
  });

  it('say of what they export what it is: doc comments begin with a noun or a verb', () => {
    const offered = new Set(exportsOf('asl', 'local'));
    const begins = packages
      .filter(({ path }) => offered.has(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(DOCUMENTED)].map(([, first = '', name]) => ({ path, first, name })),
      );
    expect(begins.length).toBeGreaterThan(100);
    const strangers = begins.filter(({ first }) => NEITHER.test(first));
    expect(strangers.map(({ path, first, name }) => `${path} ${name}: ${first} …`)).toEqual([]);
  });

  it('offer nothing that nobody uses', () => {
    const used = new Set(
      [...product, ...tests].flatMap(({ path, imports }) =>
        imports.filter((target) => packageOf(target) !== packageOf(path)),
      ),
    );
    expect(exportsOf('asl', 'local').filter((path) => !used.has(path))).toEqual([]);
  });
});

describe('the engine is pure', () => {
  /** The command-line tool and the vitest helper read files; the clock and the ids of a running system are not its own. */
  const engine = packages.filter(
    ({ path }) =>
      path.startsWith('packages/asl/') && !/^packages\/asl\/src\/(cli\/|testing\/|clock\.ts|identity\.ts)/.test(path),
  );

  it.each([
    ['no files, sockets or processes', /from 'node:(fs|http|https|net|child_process|worker_threads)/],
    ['no clock of its own', /\bDate\.now\(|\bnew Date\(\)|\bsetTimeout\(/],
    ['no randomness of its own', /\bMath\.random\(|\brandomUUID\(/],
  ])('%s', (_name, forbidden) => {
    expect(engine.filter(({ text }) => forbidden.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('folders hold one idea', () => {
  it('in at most 20 files and folders', () => {
    const folders = foldersOf('functions', 'lab', 'study', 'scripts', 'serverless', 'bench', 'tests', 'packages');
    expect(folders.filter(({ entries }) => entries > 20).map(({ path, entries }) => `${path}: ${entries}`)).toEqual([]);
  });
});

describe('files have one idea', () => {
  it('none is over 300 lines', () => {
    expect(
      [...product, ...tests].filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path}: ${lines}`),
    ).toEqual([]);
  });

  it('each has a name of its own: x.ts and x.tsx would be one file once they are compiled', () => {
    const names = [...product, ...tests].map(({ path }) => path.replace(/\.tsx?$/, ''));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('the median is at most 60 lines', () => {
    const sorted = product.map(({ lines }) => lines).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(60);
  });

  it.each([
    ['any', /: any\b|<any>|\bas any\b/],
    ['non-null assertions', /[\w)\]]!\.|[\w)\]]!;/],
    ['enums and namespaces', /^\s*(export )?(const )?(enum|namespace) \w+ \{/m],
    ['silenced checks', /@ts-ignore|@ts-expect-error|biome-ignore-all/],
  ])('no %s', (_name, forbidden) => {
    const uses = ({ text }: SourceFile) =>
      forbidden.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$|`[^`]*`|'[^'\n]*'/gm, ''));
    expect(product.filter(uses).map(({ path }) => path)).toEqual([]);
  });
});
