import type { Json } from '@safelight/asl/json';

/** A parameter of the API: what JSON it takes, and what its model says of the value. */
export interface Shape<T> {
  /** Notes broken constraints in `problems`. Throws SerializationException for JSON of another type. */
  parse(value: Json, at: string, problems: Problems): T;
}

/** A parameter that must be there. */
export interface Required<T> extends Shape<T> {
  readonly required: true;
}

export const required = <T>(shape: Shape<T>): Required<T> => ({ parse: shape.parse, required: true });

export const isRequired = (shape: Shape<unknown>): shape is Required<unknown> => 'required' in shape;

/** Constraints that a request breaks; AWS tells of ten at most. */
export class Problems {
  readonly found: string[] = [];

  add(value: string | null, at: string, constraint: string): void {
    if (this.found.length >= 10) return;
    const shown = value === null ? 'null' : `'${value}'`;
    this.found.push(`Value ${shown} at '${at}' failed to satisfy constraint: ${constraint}`);
  }

  length(value: Json, length: number, at: string, { min, max }: Bounds): void {
    if (min !== undefined && length < min)
      this.add(shown(value), at, `Member must have length greater than or equal to ${min}`);
    if (max !== undefined && length > max)
      this.add(shown(value), at, `Member must have length less than or equal to ${max}`);
  }
}

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** A value as AWS's messages show it: lists in brackets, with their elements bare. */
export function shown(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
