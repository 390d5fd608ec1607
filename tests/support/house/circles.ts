import type { SourceFile } from './imports.ts';

/** Groups of files that load each other at run time, in a circle: each group once, its files in order. */
export function circlesOf(files: readonly Pick<SourceFile, 'path' | 'loads'>[]): string[][] {
  const loads = new Map(files.map((file) => [file.path, file.loads.filter((path) => path !== file.path)]));
  const reach = new Map(files.map(({ path }) => [path, reachable(path, loads)]));
  const groups = files
    .filter(({ path }) => reach.get(path)?.has(path))
    .map(({ path }) => [...(reach.get(path) ?? [])].filter((other) => reach.get(other)?.has(path)).toSorted());
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

/** Files that loading one file loads, itself among them only where something that it loads leads back. */
function reachable(start: string, loads: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  const pending = [...(loads.get(start) ?? [])];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    pending.push(...(loads.get(path) ?? []));
  }
  return found;
}
