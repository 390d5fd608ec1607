import { type AttributeValue, attributeOf, type Item } from '#services/dynamodb/values/attribute-value.ts';

/** Document path: an attribute's name, then names of map members and indexes of list members. */
export type Path = readonly [string, ...(string | number)[]];

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.Attributes.html */
export function valueAt(item: Item | undefined, path: Path): AttributeValue | undefined {
  let value = attributeOf(item, path[0]);
  for (let at = 1; at < path.length && value !== undefined; at++) {
    const step = path[at];
    if (step !== undefined) value = memberOf(value, step);
  }
  return value;
}

export function memberOf(value: AttributeValue, step: string | number): AttributeValue | undefined {
  if (typeof step === 'number') return 'L' in value ? value.L[step] : undefined;
  return 'M' in value ? attributeOf(value.M, step) : undefined;
}

/** As AWS writes it in messages: `[a, b, [0]]`. */
export const describePath = (path: Path): string =>
  `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;

/**
 * How two paths of one expression collide: one holds the other, or they part where one takes a list and the other a map.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function collision(one: Path, other: Path): 'overlap' | 'conflict' | undefined {
  for (let at = 0; at < Math.min(one.length, other.length); at++) {
    if (one[at] === other[at]) continue;
    return typeof one[at] === typeof other[at] ? undefined : 'conflict';
  }
  return 'overlap';
}

/** AWS's words for two paths that collide, the last that has such another behind it; undefined where none do. */
export function firstCollision(paths: readonly Path[]): string | undefined {
  for (let at = paths.length - 2; at >= 0; at--) {
    const [one, ...behind] = paths.slice(at);
    if (one === undefined) continue;
    for (const other of behind) {
      const kind = collision(one, other);
      if (kind !== undefined)
        return `Two document paths ${kind} with each other; must remove or rewrite one of these paths; path one: ${describePath(one)}, path two: ${describePath(other)}`;
    }
  }
  return undefined;
}
