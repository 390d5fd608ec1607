import { pageOf } from '#gateway/paging.ts';
import { invalidParameter } from '#services/cloudwatch/errors.ts';

interface Page<T> {
  readonly items: readonly T[];
  readonly NextToken?: string;
}

/** So many items from where the last page ended. Throws what the list answers to a token that is not ours. */
export function page<T>(
  all: readonly T[],
  size: number,
  token: string | undefined,
  invalidToken = () => invalidParameter('The NextToken is not valid'),
): Page<T> {
  const { items, next } = pageOf(all, { token, size, invalidToken });
  return next === undefined ? { items } : { items, NextToken: next };
}
