import { hrefTo, type Query } from '../frame/address.ts';

export const VIEWS = ['graph', 'table', 'events', 'trace', 'cost', 'definition'] as const;
export type View = (typeof VIEWS)[number];

/** Where a page of one execution stands: which view, which state is selected, and which round of each Map is looked at. */
export interface Place {
  readonly arn: string;
  readonly view: View;
  readonly state: string | undefined;
  /** `NAME:ROUND` of each Map of which one round is looked at. */
  readonly picks: readonly string[];
}

export function placeOf(arn: string, query: URLSearchParams): Place {
  const view = VIEWS.find((one) => one === query.get('view')) ?? 'graph';
  return { arn, view, state: query.get('state') ?? undefined, picks: query.getAll('pick') };
}

/** Goes there without a step in the browser's history: Back leads to the page before the execution. */
export function move(place: Place, change: Partial<Place>): void {
  location.replace(hrefOf({ ...place, ...change }));
}

export function hrefOf({ arn, view, state, picks }: Place): string {
  const query: Query = { ...(view !== 'graph' && { view }), state };
  const href = hrefTo('execution', [arn], query);
  const picked = picks.map((pick) => `pick=${encodeURIComponent(pick)}`).join('&');
  return picked === '' ? href : `${href}${href.includes('?') ? '&' : '?'}${picked}`;
}

/** Query of what is asked of the system for this place. */
export function askedOf(
  path: string,
  { arn, picks }: Place,
  more: Readonly<Record<string, string | number>> = {},
): string {
  const search = new URLSearchParams({ of: arn });
  for (const [name, value] of Object.entries(more)) if (value !== '') search.set(name, String(value));
  for (const pick of picks) search.append('pick', pick);
  return `${path}?${search}`;
}

/** With another round of a Map picked; undefined looks at all of its rounds. */
export const withPick = (picks: readonly string[], map: string, round: number | undefined): readonly string[] => [
  ...picks.filter((pick) => pick.slice(0, pick.lastIndexOf(':')) !== map),
  ...(round === undefined ? [] : [`${map}:${round}`]),
];
