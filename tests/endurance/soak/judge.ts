import type { Kept } from './drive.ts';
import type { Rows } from './rows.ts';
import { median, type Sample, slopePerMinute } from './slope.ts';

/**
 * What memory may grow by in a minute, for each photo of that minute: its rows and events are on the disk, and in memory stays what
 * is kept for hours, such as metrics by the minute. A client, its sockets or its answers for each poll would be fifty times as much.
 */
const MB_A_PHOTO = 0.25;
/** A collector's rhythm, in megabytes a minute. */
const NOISE_MB = 4;
/** How much longer an answer takes at the end than at the beginning, at most. */
const SLOWER = 3;
const MOMENT_MS = 20;

interface Around {
  readonly rows: Rows;
  readonly kept: Kept;
  /** Descriptors while nobody used the system, before and after. */
  readonly rest: { readonly before: number; readonly after: number };
  readonly say: (line: string) => void;
}

/** What is not level, or not there. */
export function judge(samples: readonly Sample[], { rows, kept, rest, say }: Around): readonly string[] {
  const [early, late] = halves(samples);
  const memory = slopePerMinute(samples, ({ residentMb }) => residentMb);
  const photos = slopePerMinute(samples, (sample) => sample.photos);
  const latency = [early, late].map((half) => median(half.map(({ latencyMs }) => latencyMs)));
  const [folderEarly, folderLate] = [perPhoto(early), perPhoto(late)];
  say(
    `memory ${median(late.map(({ residentMb }) => residentMb)).toFixed(0)} MB, ${memory.toFixed(2)} MB more a minute`,
  );
  say(`a list takes ${latency.map((value) => value.toFixed(0)).join(' ms, then ')} ms`);
  say(`data folder ${folderEarly.toFixed(2)} MB a photo, then ${folderLate.toFixed(2)}`);
  say(
    `${rows.photos} photos of ${kept.photos}, ${rows.executions} executions, ${rows.orders} orders of ${kept.orders}, ${rows.open} open`,
  );
  const allowed = NOISE_MB + MB_A_PHOTO * photos;
  const [quick = 0, slow = 0] = latency;
  return [
    [memory > allowed, `memory grows by ${memory.toFixed(2)} MB a minute, more than ${allowed.toFixed(2)}`],
    [rest.after !== rest.before, `descriptors at rest grow from ${rest.before} to ${rest.after}`],
    [slow > SLOWER * Math.max(quick, MOMENT_MS), `a list takes ${slow.toFixed(0)} ms after ${quick.toFixed(0)}`],
    [folderLate > 2 * folderEarly + 0.1, 'the data folder grows faster than what is kept'],
    [rows.photos !== kept.photos || rows.executions !== kept.photos, 'photos are lost or doubled'],
    [rows.orders !== kept.orders, 'orders are lost or doubled'],
    [rows.open > 0, `${rows.open} photos and orders do not come to an end`],
  ].flatMap(([isWrong, what]) => (isWrong === true ? [String(what)] : []));
}

function halves(samples: readonly Sample[]): readonly [readonly Sample[], readonly Sample[]] {
  const middle = Math.floor(samples.length / 2);
  return [samples.slice(0, middle), samples.slice(middle)];
}

/** Megabytes of the data folder for each photo that was kept meanwhile. */
const perPhoto = (samples: readonly Sample[]): number => {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.photos === first.photos) return 0;
  return (last.folderMb - first.folderMb) / (last.photos - first.photos);
};
