/** ISO 8601 extended, with an offset: `2024-01-01T00:00:00.000Z`. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch, or undefined where the text is no timestamp of the States Language. */
export function parseTimestamp(text: string): number | undefined {
  if (!TIMESTAMP.test(text)) return undefined;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/** As Step Functions writes a time: without a fraction where it is zero. */
export const timestampOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('.000Z', 'Z');
