/** Blanks may stand for leading zeros, and what follows the seconds be a fraction, an offset, both or nothing. */
const DATE =
  /^(\d{4})[:\-/]([ \d]\d)[:\-/]([ \d]\d)[ T]([ \d]\d):([ \d]\d):([ \d]\d)(?:[.,]\d*)?\s*(Z|[+-]\d\d:?\d\d)?$/;
const OFFSET = /^[+-](?:0\d|1[0-4]):[0-5]\d$/;
/** Before the first photograph there are only clocks that were never set. */
const FIRST_YEAR = 1826;

/**
 * A date of EXIF as ISO 8601, such as `2026-06-21T21:34:00+02:00`: in the camera's own time, with an offset only where one
 * was written. Answers undefined for what is no date.
 * @param date such as `2026:06:21 21:34:00`
 * @param offset such as `+02:00`
 */
export function takenAt(date: string | undefined, offset: string | undefined): string | undefined {
  const parts = DATE.exec(date ?? '');
  if (!parts) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  const isDate = year >= FIRST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  if (!isDate || hour > 23 || minute > 59 || second > 59) return undefined;
  const two = (value: number) => String(value).padStart(2, '0');
  const local = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
  return local + (zone(parts[7]) ?? zone(offset) ?? '');
}

const daysIn = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

function zone(text: string | undefined): string | undefined {
  if (text === 'Z') return '+00:00';
  const offset = text?.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  return offset !== undefined && OFFSET.test(offset) ? offset : undefined;
}
