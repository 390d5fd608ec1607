import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { invalidParameter, outOfBounds } from '#services/logs/errors.ts';
import { optionalNumber, text } from '#services/logs/input.ts';

interface Line {
  readonly timestamp: number;
  readonly message: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OLDEST = 14 * DAY;
const NEWEST = 2 * HOUR;
const MOST_BYTES = 1_048_576;
/** What each event counts beside its message. */
const OVERHEAD = 26;
const MOST_EVENTS = 10_000;

/**
 * The events of PutLogEvents that are taken, and which were not. Throws InvalidParameterException for a batch that is none.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
 */
export function readBatch(input: JsonObject, now: number, retentionDays: number | undefined) {
  const lines = linesOf(input);
  checkOrder(lines);
  const first = (holds: (age: number) => boolean) => {
    const found = lines.findIndex(({ timestamp }) => holds(now - timestamp));
    return found < 0 ? lines.length : found;
  };
  const tooOld = first((age) => age <= OLDEST);
  const expired = retentionDays === undefined ? 0 : first((age) => age <= retentionDays * DAY);
  const tooNew = first((age) => age < -NEWEST);
  const rejected = {
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && { expiredLogEventEndIndex: expired }),
    ...(tooNew < lines.length && { tooNewLogEventStartIndex: tooNew }),
  };
  const taken = lines.slice(Math.max(tooOld, expired), tooNew);
  return { taken, rejected: Object.keys(rejected).length > 0 ? rejected : undefined };
}

function linesOf({ logEvents: given }: JsonObject): readonly Line[] {
  if (!Array.isArray(given)) throw invalidParameter('The member logEvents must be a list.');
  if (given.length === 0) throw outOfBounds('logEvents', '[]', 'length greater than or equal to 1');
  if (given.length > MOST_EVENTS) throw outOfBounds('logEvents', '[…]', `length less than or equal to ${MOST_EVENTS}`);
  const lines = given.map((event, at) => {
    if (!isJsonObject(event)) throw invalidParameter('A log event must be an object.');
    const timestamp = optionalNumber(event, 'timestamp');
    if (timestamp === undefined) throw invalidParameter('A log event needs a timestamp.');
    const message = text(event, 'message');
    if (message === '')
      throw outOfBounds(`logEvents.${at + 1}.member.message`, '', 'length greater than or equal to 1');
    return { timestamp, message };
  });
  const bytes = lines.reduce((sum, { message }) => sum + Buffer.byteLength(message) + OVERHEAD, 0);
  if (bytes > MOST_BYTES) throw invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${MOST_BYTES}`);
  return lines;
}

function checkOrder(lines: readonly Line[]): void {
  if (lines.some(({ timestamp }, at) => timestamp < (lines[at - 1]?.timestamp ?? 0)))
    throw invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
  const span = (lines.at(-1)?.timestamp ?? 0) - (lines[0]?.timestamp ?? 0);
  if (span > DAY)
    throw invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
}
