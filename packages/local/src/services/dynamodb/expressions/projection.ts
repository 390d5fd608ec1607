import { memberOf, type Path, valueAt } from '#services/dynamodb/expressions/path.ts';
import { type AttributeValue, attributeOf, type Item } from '#services/dynamodb/values/attribute-value.ts';

/** Projection: the document paths that an answer has. */
export interface Projection {
  readonly paths: readonly Path[];
}

/** Names of the attributes that a projection takes something of. */
export const projectedAttributes = ({ paths }: Projection): readonly string[] => [
  ...new Set(paths.map(([attribute]) => attribute)),
];

/**
 * What of an item the paths lead to. Maps keep the way to it; of lists the members stay that were asked for, in their order.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
 */
export const project = ({ paths }: Projection, item: Item): Item => pick(item, paths) ?? {};

/** As `project`, for what an update touched; undefined where nothing is there. */
export function pick(item: Item | undefined, paths: readonly Path[]): Item | undefined {
  if (item === undefined) return undefined;
  const found = paths.filter((path) => valueAt(item, path) !== undefined);
  if (found.length === 0) return undefined;
  return Object.fromEntries(
    [...bySteps(found)].flatMap(([name, rest]) => {
      const value = attributeOf(item, String(name));
      return value === undefined ? [] : [[name, part(value, rest)] as const];
    }),
  );
}

type Steps = readonly (string | number)[];

/** The rests of the paths, by their first steps. */
function bySteps(paths: readonly Steps[]): ReadonlyMap<string | number, readonly Steps[]> {
  const groups = new Map<string | number, Steps[]>();
  for (const [first, ...rest] of paths) {
    if (first === undefined) continue;
    const group = groups.get(first);
    if (group) group.push(rest);
    else groups.set(first, [rest]);
  }
  return groups;
}

function part(value: AttributeValue, paths: readonly Steps[]): AttributeValue {
  if (paths.some((path) => path.length === 0)) return value;
  const groups = bySteps(paths);
  if ('L' in value) {
    const indexes = [...groups.keys()].filter((step) => typeof step === 'number').toSorted((a, b) => a - b);
    return { L: indexes.flatMap((index) => partsAt(value, index, groups)) };
  }
  const names = [...groups.keys()];
  return {
    M: Object.fromEntries(names.flatMap((name) => partsAt(value, name, groups).map((made) => [name, made] as const))),
  };
}

function partsAt(
  value: AttributeValue,
  step: string | number,
  groups: ReadonlyMap<string | number, readonly Steps[]>,
): readonly AttributeValue[] {
  const member = memberOf(value, step);
  return member === undefined ? [] : [part(member, groups.get(step) ?? [])];
}
