import { type Page, pageOf } from '#gateway/paging.ts';
import { invalidParameter } from '#services/sns/errors.ts';

/** Every list has a hundred on a page: https://docs.aws.amazon.com/sns/latest/api/API_ListTopics.html */
const PAGE = 100;

export const snsPage = <T>(items: readonly T[], token: string | undefined): Page<T> =>
  pageOf(items, { token, size: PAGE, invalidToken: () => invalidParameter('NextToken Reason: Invalid token') });
