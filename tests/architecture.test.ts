import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from '#tests/support/imports.ts';

const product = sourceFiles('functions', 'local', 'scripts', 'serverless', 'bench');
const tests = sourceFiles('tests');

/** Folder -> the folders of the repository that it may import from, beside itself. Types of contracts flow the same way. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'functions/': [],
  'serverless/': ['functions/shared/'],
  'local/asl/': [],
  'local/store/': [],
  'local/gateway/': ['local/services/iam/'],
  'local/services/': ['local/asl/', 'local/integrations/', 'local/gateway/', 'local/clients.ts'],
  'local/integrations/': ['local/asl/', 'local/clients.ts', 'local/gateway/'],
  'local/template/': ['local/services/', 'local/gateway/', 'local/asl/'],
  'local/faults/': ['local/gateway/', 'local/services/'],
  'local/lab/': [],
  'local/console/': ['local/lab/', 'local/gateway/'],
  'local/compile/': ['serverless/bundle/'],
};

/** What every layer of the runtime may use. */
const FOUNDATION = ['local/json.ts', 'local/clock.ts', 'local/identity.ts', 'local/store/'];

describe('dependencies point one way', () => {
  it.each(Object.entries(MAY_IMPORT))('%s imports only what it may', (folder, allowed) => {
    const strays = product
      .filter(({ path }) => path.startsWith(folder))
      .flatMap(({ path, imports }) => imports.map((target) => ({ path, target })))
      .filter(({ target }) => ![folder, ...allowed, ...FOUNDATION].some((prefix) => target.startsWith(prefix)))
      .map(({ path, target }) => `${path} -> ${target}`);
    expect(strays).toEqual([]);
  });

  it('nothing deployed knows of the local runtime', () => {
    const strays = product.filter(
      ({ path, imports }) => path.startsWith('functions/') && imports.some((target) => target.startsWith('local/')),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });

  it('only the command line boots a system', () => {
    const importers = product.filter(({ imports }) => imports.includes('local/system.ts')).map(({ path }) => path);
    expect(importers.filter((path) => path.startsWith('local/') && !path.startsWith('local/cli/'))).toEqual([]);
  });
});

describe('the engine is pure', () => {
  /** The command-line tool and the vitest helper read files; the engine itself does not. */
  const engine = product.filter(
    ({ path }) => path.startsWith('local/asl/') && !/^local\/asl\/(cli|testing)\//.test(path),
  );

  it.each([
    ['no files, sockets or processes', /from 'node:(fs|http|https|net|child_process|worker_threads)/],
    ['no clock of its own', /\bDate\.now\(|\bnew Date\(\)|\bsetTimeout\(/],
    ['no randomness of its own', /\bMath\.random\(|\brandomUUID\(/],
  ])('%s', (_name, forbidden) => {
    expect(engine.filter(({ text }) => forbidden.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('files have one idea', () => {
  it('none is over 300 lines', () => {
    expect(
      [...product, ...tests].filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path}: ${lines}`),
    ).toEqual([]);
  });

  it('the median is under 100 lines', () => {
    const sorted = product.map(({ lines }) => lines).toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100);
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
