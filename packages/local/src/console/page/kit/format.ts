/** Bytes for people. */
export const bytes = (n: number): string => {
  if (n < 1e3) return `${n} B`;
  return n < 1e6 ? `${(n / 1e3).toFixed(n < 1e4 ? 1 : 0)} kB` : `${(n / 1e6).toFixed(1)} MB`;
};

/** Milliseconds for people; empty while they are not known. */
export function duration(ms: number | undefined): string {
  if (ms === undefined || Number.isNaN(ms)) return '';
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1e3).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1e3)} s`;
  return `${Math.floor(ms / 3_600_000)} h ${Math.round((ms % 3_600_000) / 60_000)} min`;
}

/** Date, time and zone, as every time of the page is told. */
export const time = (date: string | number | undefined): string =>
  date === undefined || date === ''
    ? ''
    : new Date(date).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** Time with milliseconds, for events: `2026-11-29 03:15:01.250 UTC`. */
export const exactTime = (date: string | number): string =>
  new Date(date).toISOString().replace('T', ' ').replace('Z', ' UTC');

/** SUCCEEDED, NEEDS_ATTENTION … as a person writes it. */
export const words = (status: string): string => status.toLowerCase().replaceAll('_', ' ');

/** `photos-dev-order-processing` of an execution's ARN. */
export const machineOf = (executionArn: string): string => executionArn.split(':')[6] ?? '';

/** Express executions have no history: what there is of them is their log. */
export const isExpress = (executionArn: string): boolean => executionArn.includes(':express:');

export const count = (n: number, one: string, several = `${one}s`): string =>
  `${n.toLocaleString()} ${n === 1 ? one : several}`;

/** Length of a style: Preact 11 adds no unit to a number. */
export const px = (n: number): string => `${n}px`;

/** Text of at most so many characters, with an ellipsis where there was more. */
export const short = (text: string, longest = 300): string =>
  text.length > longest ? `${text.slice(0, longest - 1)}…` : text;

/** JSON with a line a member; what is no JSON stays as it is. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
