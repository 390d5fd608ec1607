import type { AwsError } from '#gateway/aws-error.ts';

export interface PageRequest {
  /** What the page before gave out; undefined asks for the first. */
  readonly token: string | undefined;
  readonly size: number;
  /** What a token is answered with that this list never gave out. */
  readonly invalidToken: () => AwsError;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Undefined where there is no more. */
  readonly next: string | undefined;
}

/** So many items of a list in a stable order, from where the page before ended. Throws `invalidToken`. */
export function pageOf<T>(items: readonly T[], { token, size, invalidToken }: PageRequest): Page<T> {
  const start = token === undefined ? 0 : placeOf(token);
  if (start === undefined) throw invalidToken();
  const end = start + size;
  return { items: items.slice(start, end), next: end < items.length ? tokenOf(end) : undefined };
}

const tokenOf = (place: number): string => Buffer.from(JSON.stringify({ place })).toString('base64url');

function placeOf(token: string): number | undefined {
  const place = /^\{"place":(\d{1,9})\}$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  return place === undefined ? undefined : Number(place);
}
