import { InvalidInputError } from './errors.ts';

/** What any schema of zod or zod/mini offers. */
export interface Schema<Output> {
  safeParse(value: unknown): SafeParseResult<Output>;
}

type SafeParseResult<Output> =
  | { readonly success: true; readonly data: Output }
  | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Throws an `InvalidInputError` that names the first field which is not as it should be. */
export function parseInput<Output>(schema: Schema<Output>, value: unknown): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new InvalidInputError(result.error.issues.slice(0, 1).map(describe).join());
}

const describe = ({ path, message }: Issue): string => `${path.map(String).join('.') || 'The input'}: ${message}`;
