/** ISO 8601 extended, with an offset: `2024-01-01T00:00:00.000Z`. */
const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-8]):[0-5]\d)$/;

/** Milliseconds since the epoch, or undefined where the text is no timestamp of the States Language. */
export function parseTimestamp(text: string): number | undefined {
  const date = TIMESTAMP.exec(text)?.[1];
  return date !== undefined && isOnCalendar(date) ? Date.parse(text) : undefined;
}

/** JavaScript counts on from a month's last day: 30 February would be 1 March. */
function isOnCalendar(date: string): boolean {
  const milliseconds = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(date);
}

/** As Step Functions writes a time: without a fraction where it is zero. */
export const timestampOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', 'Z');
