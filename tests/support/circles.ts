import type { SourceFile } from './imports.ts';

/** Circles of modules that load each other, each as `a -> b -> a`. Types alone, and what is loaded when it is needed, make none. */
export function circles(files: readonly SourceFile[]): readonly string[] {
  const loads = new Map(files.map((file) => [file.path, file.loads]));
  const done = new Set<string>();
  const path: string[] = [];
  const found: string[] = [];
  const visit = (module: string): void => {
    const at = path.indexOf(module);
    if (at >= 0) found.push([...path.slice(at), module].join(' -> '));
    if (at >= 0 || done.has(module)) return;
    path.push(module);
    for (const next of loads.get(module) ?? []) visit(next);
    path.pop();
    done.add(module);
  };
  for (const module of loads.keys()) visit(module);
  return found;
}
