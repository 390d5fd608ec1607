import { type Condition, pathsOf } from '#services/dynamodb/expressions/conditions.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { Projection } from '#services/dynamodb/expressions/projection.ts';
import { pathsOfUpdate, type Update } from '#services/dynamodb/expressions/update/update.ts';

/** Expressions of one request, as far as it has them. */
export interface Expressions {
  readonly condition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly projection?: Projection | undefined;
  readonly update?: Update | undefined;
}

/** Every document path of the expressions of a request. */
export const pathsIn = ({ condition, filter, projection, update }: Expressions): readonly Path[] => [
  ...(update ? pathsOfUpdate(update) : []),
  ...(condition ? pathsOf(condition) : []),
  ...(filter ? pathsOf(filter) : []),
  ...(projection?.paths ?? []),
];
