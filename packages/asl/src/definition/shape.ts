import type { QueryLanguage } from '#asl/definition/types.ts';

/** Kind of value that a field of a definition may hold. */
export type Kind =
  | ScalarKind
  | { readonly is: 'anything' }
  /** A payload template: `.$` fields in JSONPath, `{% … %}` strings in JSONata. */
  | { readonly is: 'template'; readonly accepts: readonly ('object' | 'array' | 'expression' | 'anything')[] }
  | { readonly is: 'assignments' }
  | { readonly is: 'resource' }
  | { readonly is: 'credentials' }
  | { readonly is: 'object'; readonly shape: Shape }
  | { readonly is: 'list'; readonly of: Kind }
  | { readonly is: 'choice rules'; readonly nested: boolean }
  | { readonly is: 'states' };

/** Kind of value that is right or wrong by itself, with no fields inside. */
export type ScalarKind =
  | { readonly is: 'text' }
  | { readonly is: 'flag' }
  /** A literal number; in JSONata also an expression that yields one, where `dynamic`. */
  | {
      readonly is: 'number';
      readonly whole: boolean;
      readonly min: number;
      readonly max?: number;
      readonly dynamic?: true;
    }
  | { readonly is: 'one of'; readonly values: readonly string[] }
  /** A JSONPath into the input, the Context object (`$$`) or a variable (`$name`). */
  | { readonly is: 'path'; readonly nullable?: true }
  /** A path that leads to one node: of the input or, unless it says where a result goes, of a variable. */
  | { readonly is: 'reference path'; readonly from: 'input' | 'variables' | 'context' }
  /** A path or an intrinsic function. */
  | { readonly is: 'computed path' }
  /** Text; in JSONata an expression too. */
  | { readonly is: 'value' }
  | { readonly is: 'timestamp' }
  | { readonly is: 'target' }
  | { readonly is: 'label' }
  | { readonly is: 'error names' };

export interface Field {
  readonly name: string;
  readonly kind: Kind;
  /** The only query language that has the field; both have it where absent. */
  readonly language?: QueryLanguage;
  readonly required?: true;
}

/** The fields of one kind of object in a definition. */
export interface Shape {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly groups?: readonly Group[];
}

/** Fields of which at most one may be there, or exactly one. */
export interface Group {
  readonly fields: readonly string[];
  readonly required: boolean;
}
