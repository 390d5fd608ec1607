import { validationError } from '#services/dynamodb/errors.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';

/** Operand of a SET: read from the item as it was before the update. */
export type UpdateOperand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'if_not_exists'; readonly path: Path; readonly otherwise: UpdateOperand }
  | { readonly kind: 'list_append'; readonly left: UpdateOperand; readonly right: UpdateOperand };

export type Assigned =
  | UpdateOperand
  | {
      readonly kind: 'arithmetic';
      readonly sign: '+' | '-';
      readonly left: UpdateOperand;
      readonly right: UpdateOperand;
    };

export type Action =
  | { readonly kind: 'SET'; readonly path: Path; readonly value: Assigned }
  | { readonly kind: 'REMOVE'; readonly path: Path }
  /** A number, or members of a set; of legacy updates also members of a list. */
  | { readonly kind: 'ADD'; readonly path: Path; readonly value: AttributeValue }
  | { readonly kind: 'DELETE'; readonly path: Path; readonly value: AttributeValue };

/**
 * Update: what an UpdateExpression or AttributeUpdates do, with names and values put in; no two paths overlap.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export interface Update {
  readonly actions: readonly Action[];
  /** AWS's words where an operand has another type than the item's attribute. */
  readonly mismatch: string;
}

export const NO_UPDATE: Update = { actions: [], mismatch: '' };

/** Names of the attributes that an update writes to. */
export const updatedAttributes = ({ actions }: Update): ReadonlySet<string> =>
  new Set(actions.map(({ path: [attribute] }) => attribute));

/** Throws ValidationException where an update writes to a key attribute. */
export function assertNoKeys(update: Update, keys: readonly string[]): void {
  for (const name of updatedAttributes(update))
    if (keys.includes(name))
      throw validationError(
        `One or more parameter values were invalid: Cannot update attribute ${name}. This attribute is part of the key`,
      );
}

/** Every document path of an update: what it writes to, and what it reads. */
export const pathsOfUpdate = ({ actions }: Update): readonly Path[] =>
  actions.flatMap((action) => [action.path, ...(action.kind === 'SET' ? operandPaths(action.value) : [])]);

function operandPaths(operand: Assigned): readonly Path[] {
  switch (operand.kind) {
    case 'path':
      return [operand.path];
    case 'value':
      return [];
    case 'if_not_exists':
      return [operand.path, ...operandPaths(operand.otherwise)];
    default:
      return [...operandPaths(operand.left), ...operandPaths(operand.right)];
  }
}
