import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

export interface SourceFile {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  /** Modules of the repository that it imports, relative to the root; type-only imports included. */
  readonly imports: readonly string[];
  /** Packages and Node modules that it imports. */
  readonly packages: readonly string[];
}

const SUBPATHS: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).imports;

/** Every TypeScript file below the folders. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readSource(join(folder, name))),
  );
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, path), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  const local = specifiers.map((specifier) => resolveLocal(path, specifier));
  return {
    path,
    text,
    lines: text.split('\n').length - 1,
    imports: local.filter((found) => found !== undefined),
    packages: specifiers.filter((_, index) => local[index] === undefined),
  };
}

function resolveLocal(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return relative(root, resolve(root, dirname(from), specifier));
  for (const [pattern, target] of Object.entries(SUBPATHS)) {
    const prefix = pattern.slice(0, -1);
    if (specifier.startsWith(prefix)) return join(target.slice(0, -1), specifier.slice(prefix.length));
  }
  return undefined;
}
