import { AwsError } from '#gateway/aws-error.ts';
import { type Page, pageOf } from '#gateway/paging.ts';

interface Paged {
  readonly Limit: number;
  readonly NextToken?: string | undefined;
}

/** Throws ValidationException for a token that no list gave out. */
export const rulesPage = <T>(items: readonly T[], { Limit: size, NextToken: token }: Paged): Page<T> =>
  pageOf(items, { token, size, invalidToken: () => new AwsError('ValidationException', 'Token is not valid.') });
