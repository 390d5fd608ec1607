import type { Condition } from '#services/dynamodb/expressions/conditions.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { Update } from '#services/dynamodb/expressions/update/update.ts';
import type { Item } from '#services/dynamodb/values/attribute-value.ts';

/** Ordering: one key of ORDER BY. */
export interface Ordering {
  readonly attribute: string;
  readonly ascending: boolean;
}

export interface Select {
  readonly kind: 'SELECT';
  readonly table: string;
  readonly index?: string;
  /** None is `*`. */
  readonly paths?: readonly Path[];
  readonly where?: Condition;
  readonly order: readonly Ordering[];
}

export type Returning = 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW';

export interface Insert {
  readonly kind: 'INSERT';
  readonly table: string;
  readonly item: Item;
}

export interface UpdateStatement {
  readonly kind: 'UPDATE';
  readonly table: string;
  readonly update: Update;
  readonly where?: Condition;
  readonly returning?: Returning;
}

export interface Delete {
  readonly kind: 'DELETE';
  readonly table: string;
  readonly where?: Condition;
  readonly returning?: Returning;
}

/** EXISTS of a transaction: that one item meets a condition. */
export interface Exists {
  readonly kind: 'EXISTS';
  readonly table: string;
  readonly where?: Condition;
}

/**
 * Statement of PartiQL for DynamoDB, with its parameters put in.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.statements.html
 */
export type Statement = Select | Insert | UpdateStatement | Delete | Exists;
