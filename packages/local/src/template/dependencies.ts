import type { ResourceDefinition } from '#template/compiled-template.ts';
import { references } from '#template/intrinsics/references.ts';
import type { Scope } from '#template/intrinsics/scope.ts';
import { TemplateError } from '#template/template-error.ts';

export type Dependencies = ReadonlyMap<string, readonly string[]>;

/** Which resources each resource must wait for: those that it refers to and those of its `DependsOn`. */
export function findDependencies(
  resources: ReadonlyMap<string, ResourceDefinition>,
  scope: Pick<Scope, 'condition'>,
): Dependencies {
  const dependencies = new Map(
    [...resources].map(([id, { properties, dependsOn }]) => {
      const names = new Set([...dependsOn, ...references(properties, scope)]);
      return [id, [...names].filter((name) => resources.has(name))];
    }),
  );
  refuseCycles(dependencies);
  return dependencies;
}

function refuseCycles(dependencies: Dependencies): void {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): void => {
    if (done.has(id)) return;
    if (path.includes(id)) throw new TemplateError(`Resources depend on each other: ${cycle(id, path)}.`);
    for (const next of dependencies.get(id) ?? []) visit(next, [...path, id]);
    done.add(id);
  };
  for (const id of dependencies.keys()) visit(id, []);
}

const cycle = (id: string, path: readonly string[]): string => [...path.slice(path.indexOf(id)), id].join(' -> ');
