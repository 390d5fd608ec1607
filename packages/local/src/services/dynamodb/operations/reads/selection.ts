import { validationError } from '#services/dynamodb/errors.ts';
import { attributesOf, type Condition } from '#services/dynamodb/expressions/conditions.ts';
import { type Projection, projectedAttributes } from '#services/dynamodb/expressions/projection.ts';
import type { Target } from '#services/dynamodb/operations/reads/target.ts';

interface Options {
  readonly Select?: 'SPECIFIC_ATTRIBUTES' | 'COUNT' | 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES';
  readonly ProjectionExpression?: string;
}

/** What of each item is answered. */
export interface Selection {
  readonly countOnly: boolean;
  readonly projection: Projection | undefined;
  /** Whether a local index lacks some of it, so that each item is read from the table too. */
  readonly fromTable: boolean;
}

/** Throws ValidationException. */
export function selectionOf(target: Target, options: Options, projection: Projection | undefined): Selection {
  refuseCombination(target, options, projection);
  const { Select: select } = options;
  const countOnly = select === 'COUNT';
  const { index, names } = target;
  if (!index || !names) return { countOnly, projection, fromTable: false };
  if (select === 'ALL_ATTRIBUTES' && index.kind === 'global')
    throw validationError(
      `One or more parameter values were invalid: Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
    );
  const lacking = projection ? [...projectedAttributes(projection)].filter((name) => !names.has(name)) : [];
  if (lacking.length > 0 && index.kind === 'global')
    throw validationError(
      `One or more parameter values were invalid: Global secondary index ${index.name} does not project [${lacking.join(', ')}]`,
    );
  return { countOnly, projection, fromTable: select === 'ALL_ATTRIBUTES' || lacking.length > 0 };
}

function refuseCombination({ index }: Target, options: Options, projection: Projection | undefined): void {
  const { Select: select, ProjectionExpression: expression } = options;
  const parameter = expression === undefined ? 'AttributesToGet' : 'ProjectionExpression';
  if (select === 'ALL_PROJECTED_ATTRIBUTES' && !index)
    throw validationError('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');
  if (select === 'SPECIFIC_ATTRIBUTES' && !projection)
    throw validationError(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
    );
  if (!projection || select === undefined || select === 'SPECIFIC_ATTRIBUTES') return;
  throw validationError(
    select === 'COUNT'
      ? `Cannot specify the ${parameter} when choosing to get only the Count`
      : `Cannot specify the ${parameter} when choosing to get ${select}`,
  );
}

/** A Query of an index filters by what the index has. Throws ValidationException. */
export function refuseLackingFilter({ index, names }: Target, filter: Condition | undefined): void {
  if (!filter || !index || !names) return;
  const lacking = [...attributesOf(filter)].filter((name) => !names.has(name));
  if (lacking.length > 0)
    throw validationError(
      `One or more parameter values were invalid: Secondary index ${index.name} does not project one or more filter attributes: [${lacking.join(', ')}]`,
    );
}
