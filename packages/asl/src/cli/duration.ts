const UNITS = [
  ['d', 24 * 60 * 60 * 1000],
  ['h', 60 * 60 * 1000],
  ['min', 60 * 1000],
] as const;

/** `0 s`, `2.5 s`, `10 min`, `1 h 30 min`, `2 d 4 h`: milliseconds as people say them, to the two largest units. */
export function durationText(ms: number): string {
  const parts: string[] = [];
  let left = ms;
  for (const [unit, size] of UNITS) {
    const whole = Math.floor(left / size);
    if (whole > 0) parts.push(`${whole} ${unit}`);
    left -= whole * size;
  }
  const seconds = left / 1000;
  if (seconds > 0 || parts.length === 0) parts.push(`${Number(seconds.toFixed(seconds < 10 ? 2 : 0))} s`);
  return parts.slice(0, 2).join(' ');
}
