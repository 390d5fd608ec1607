import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from '../root.ts';

export interface SourceFile {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** Modules of the repository that it imports, relative to the root; type-only imports included. */
  readonly imports: readonly string[];
  /** The same, without those whose types alone are imported. */
  readonly loads: readonly string[];
  /** Packages and Node modules that it imports. */
  readonly packages: readonly string[];
}

/** What a specifier may begin with, and what that stands for. */
interface Alias {
  readonly pattern: string;
  readonly target: string;
}

/** The application and the packages under it: folder -> its `package.json`. */
const MANIFESTS = new Map(['', 'packages/asl', 'packages/local'].map((folder) => [folder, manifestOf(folder)]));

export const packageOf = (path: string): string => /^packages\/\w+/.exec(path)?.[0] ?? '';

function manifestOf(folder: string) {
  const { name, imports, exports = {} } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const inFolder = (entries: Readonly<Record<string, string>>, rename: (key: string) => string): Alias[] =>
    Object.entries(entries).map(([key, path]) => ({ pattern: rename(key), target: join(folder, path) }));
  return {
    own: inFolder(imports, (key) => key),
    exported: inFolder(exports, (key) => join(String(name), key)),
  };
}

/** Folders below some, themselves among them, and how many files and folders lie right in each. */
export function foldersOf(...folders: readonly string[]): { path: string; entries: number }[] {
  return folders.flatMap((path) => {
    const entries = readdirSync(join(root, path), { withFileTypes: true }).filter(({ name }) => !isMade(name));
    const inner = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
    return [{ path, entries: entries.length }, ...foldersOf(...inner)];
  });
}

/** Whether it is not kept in the repository. */
const isMade = (name: string): boolean => ['node_modules', 'dist'].includes(name) || name.startsWith('.');

/** Every file of code below the folders, but for declarations. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|cjs)$/.test(name) && !name.includes('node_modules') && !name.startsWith('dist/'))
      .map((name) => readSource(join(folder, name))),
  );
}

const IMPORT =
  /(?:^|\n)\s*(?:(?:import|export)\s+(type\s)?[^'\n;=]*?\sfrom\s*|import\s+)'([^'\n]+)'|(?:import|require)\(\s*'([^']+)'/g;

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const found = [...text.replace(/\{[^{}]*\} from/g, (list) => list.replaceAll('\n', ' ')).matchAll(IMPORT)].map(
    ([, type, named, lazy]) => ({
      specifier: named ?? lazy ?? '',
      isType: type !== undefined,
      isLazy: lazy !== undefined,
    }),
  );
  const local = found.map((one) => ({ ...one, target: resolveLocal(path, one.specifier) }));
  const targets = (some: typeof local) => some.flatMap(({ target }) => (target === undefined ? [] : [target]));
  return {
    path,
    text,
    lines: text.split('\n').length - 1,
    imports: targets(local),
    loads: targets(local.filter(({ isType, isLazy }) => !isType && !isLazy)),
    packages: local.filter(({ target }) => target === undefined).map(({ specifier }) => specifier),
  };
}

function resolveLocal(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(from), specifier));
  const own = MANIFESTS.get(packageOf(from))?.own ?? [];
  const exported = [...MANIFESTS.values()].flatMap((manifest) => manifest.exported);
  for (const { pattern, target } of [...own, ...exported]) {
    const [head = '', tail] = pattern.split('*');
    if (tail === undefined ? specifier !== pattern : !specifier.startsWith(head) || !specifier.endsWith(tail)) continue;
    return tail === undefined
      ? target
      : target.replace('*', specifier.slice(head.length, specifier.length - tail.length));
  }
  return undefined;
}
