import type { JsonObject } from '@safelight/asl/json';
import { invalidToken } from '#services/states/errors.ts';
import { optionalText, wholeNumber } from '#services/states/input.ts';

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1000;

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** The part of a list that `maxResults` and `nextToken` ask for. The list must be in a stable order. */
export function page<T>(items: readonly T[], input: JsonObject): Page<T> {
  // Zero means the default.
  const size = wholeNumber(input, 'maxResults', 0, LARGEST_PAGE) || DEFAULT_PAGE;
  const start = readToken(optionalText(input, 'nextToken'));
  const end = start + size;
  const chosen = items.slice(start, end);
  return end < items.length ? { items: chosen, nextToken: writeToken(end) } : { items: chosen };
}

/**
 * The same for rows that lie in a database by their id. `fetch` answers at most `limit` of those beyond the id, in the order of
 * the list; a page costs the same wherever it lies.
 */
export function pageOfRows<T extends { readonly id: number }>(
  input: JsonObject,
  fetch: (beyond: number | undefined, limit: number) => readonly T[],
): Page<T> {
  const size = wholeNumber(input, 'maxResults', 0, LARGEST_PAGE) || DEFAULT_PAGE;
  const token = optionalText(input, 'nextToken');
  const found = fetch(token === undefined ? undefined : readToken(token), size + 1);
  const items = found.slice(0, size);
  const last = items.at(-1);
  return found.length > size && last ? { items, nextToken: writeToken(last.id) } : { items };
}

const writeToken = (offset: number) => Buffer.from(JSON.stringify({ offset })).toString('base64url');

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = /^\{"offset":(\d+)\}$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (offset === undefined) throw invalidToken();
  return Number(offset);
}

/** `nextToken` is left out of an answer where there is no more. */
export const withToken = <T extends object>(answer: T, { nextToken }: { readonly nextToken?: string }) =>
  nextToken === undefined ? answer : { ...answer, nextToken };
