/** Address of a view: `#/NAME/PART/…?QUERY`. */
export interface Address {
  readonly name: string;
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

export type Query = Readonly<Record<string, string | number | undefined>>;

/** Reads a location's hash; an empty one is the first page. */
export function addressOf(hash: string): Address {
  const [path = '', query] = hash.replace(/^#\/?/, '').split('?');
  const [name = '', ...parts] = path.split('/').map(decoded);
  return { name, parts, query: new URLSearchParams(query) };
}

/** An address that somebody has typed may hold what no code stands for: it is taken as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Hash of a view; parts and values may hold anything. */
export function hrefTo(name: string, parts: readonly string[] = [], query: Query = {}): string {
  const path = [name, ...parts].map(encodeURIComponent).join('/');
  const search = searchOf(query);
  return `#/${path}${search === '' ? '' : `?${search}`}`;
}

/** Query string of what is not empty. */
export function searchOf(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
}
