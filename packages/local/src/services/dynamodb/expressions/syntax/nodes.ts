/** Syntax of an expression, before names and values are put in for `#name` and `:value`. */
export interface PathSyntax {
  readonly kind: 'path';
  /** Attribute names, `#names`, and list indexes. */
  readonly elements: readonly (string | number)[];
}

export interface ValueSyntax {
  readonly kind: 'value';
  readonly name: string;
}

export interface CallSyntax {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly OperandSyntax[];
}

export type OperandSyntax = PathSyntax | ValueSyntax | CallSyntax;

export const COMPARATORS = ['=', '<>', '<', '<=', '>', '>='] as const;
export type Comparator = (typeof COMPARATORS)[number];

export type ConditionSyntax =
  | {
      readonly kind: 'compare';
      readonly comparator: Comparator;
      readonly left: OperandSyntax;
      readonly right: OperandSyntax;
    }
  | {
      readonly kind: 'between';
      readonly operand: OperandSyntax;
      readonly low: OperandSyntax;
      readonly high: OperandSyntax;
    }
  | { readonly kind: 'in'; readonly operand: OperandSyntax; readonly list: readonly OperandSyntax[] }
  | { readonly kind: 'and' | 'or'; readonly left: ConditionSyntax; readonly right: ConditionSyntax }
  | { readonly kind: 'not'; readonly condition: ConditionSyntax }
  | CallSyntax;

export type AssignedSyntax =
  | OperandSyntax
  | { readonly kind: '+' | '-'; readonly left: OperandSyntax; readonly right: OperandSyntax };

/** One step of an update, in the order of the text. */
export type ActionSyntax =
  | { readonly kind: 'SET'; readonly path: PathSyntax; readonly value: AssignedSyntax }
  | { readonly kind: 'REMOVE'; readonly path: PathSyntax }
  | { readonly kind: 'ADD' | 'DELETE'; readonly path: PathSyntax; readonly value: ValueSyntax };
