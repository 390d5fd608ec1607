import { validationError } from '#services/cloudwatch/errors.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken?: string;
}

/** So many items from where the last page ended. Throws ValidationError for a token that is not ours. */
export function page<T>(all: readonly T[], most: number, token: string | undefined): Page<T> {
  const from = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(from) || from < 0) throw validationError('The NextToken is not valid');
  const end = from + most;
  return { items: all.slice(from, end), ...(end < all.length && { NextToken: String(end) }) };
}
