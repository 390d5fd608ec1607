import { type Page, pageOf } from '#gateway/paging.ts';
import { invalid } from '#services/scheduler/errors.ts';

interface Paged {
  readonly MaxResults: number;
  readonly NextToken?: string | undefined;
}

/** Throws ValidationException for a token that no list gave out. */
export const pageOfSchedules = <T>(items: readonly T[], { MaxResults: size, NextToken: token }: Paged): Page<T> =>
  pageOf(items, { token, size, invalidToken: () => invalid('Invalid NextToken.') });
