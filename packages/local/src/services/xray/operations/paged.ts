import { type Page, pageOf } from '#gateway/paging.ts';
import { invalidRequest } from '#services/xray/errors.ts';

const SIZE = 100;

/** A page of a list. Throws InvalidRequestException. */
export const paged = <T>(items: readonly T[], token: string | undefined): Page<T> =>
  pageOf(items, { token, size: SIZE, invalidToken: () => invalidRequest('Invalid next token.') });
