import { invalidRequest } from '#services/xray/errors.ts';

const HOUR_S = 3600;

/** A time range of at most so many hours, in seconds since the epoch. Throws InvalidRequestException. */
export function checkPeriod({ StartTime: start, EndTime: end }: { StartTime: number; EndTime: number }, hours: number) {
  if (end < start) throw invalidRequest('End time cannot be before start time.');
  if (end - start > hours * HOUR_S) throw invalidRequest(`Time range cannot be longer than ${hours} hours.`);
  return { from: Math.floor(start * 1000), to: Math.ceil(end * 1000) };
}
