import type { Rest } from '../rest.ts';
import type { Kept } from './drive.ts';
import type { Rows } from './rows.ts';
import { median, type Sample, slopePerMinute } from './slope.ts';

/**
 * Megabytes that stay in memory for each photo, at most: its rows and events are on the disk, and in memory is what is kept for
 * hours, such as metrics by the minute. A client, its sockets or its answers for each poll would be many times as much.
 */
const MB_A_PHOTO = 0.1;
/** Of the data folder for each photo: its bytes, its variants, the histories and logs of its executions, and of its orders. */
const FOLDER_MB_A_PHOTO = 0.5;
/** Compiled code and caches that are not full yet, in megabytes a minute. */
const NOISE_MB = 4;
/** How much longer an answer takes at the end than at the beginning, at most. */
const SLOWER = 3;
const MOMENT_MS = 20;

interface Around {
  readonly rows: Rows;
  readonly kept: Kept;
  /** While nobody used the system, before and after. */
  readonly before: Rest;
  readonly after: Rest;
  readonly say: (line: string) => void;
}

/** What is not level, or not there. */
export function judge(samples: readonly Sample[], { rows, kept, before, after, say }: Around): readonly string[] {
  const minutes = ((samples.at(-1)?.seconds ?? 0) - (samples[0]?.seconds ?? 0)) / 60;
  const photos = kept.photos - (samples[0]?.photos ?? 0);
  const [early, late] = halves(samples);
  const folder = (after.folderMb - before.folderMb) / photos;
  const grown = after.liveMb - before.liveMb;
  const live = slopePerMinute(samples, ({ liveMb }) => liveMb);
  const resident = slopePerMinute(samples, ({ residentMb }) => residentMb);
  const allowed = (NOISE_MB * minutes + MB_A_PHOTO * photos) / minutes;
  const latencies = [early, late].map((half) => median(half.map(({ latencyMs }) => latencyMs)).toFixed(0));
  say(
    `memory in use ${live.toFixed(2)} MB more a minute, resident ${resident.toFixed(2)}; ${allowed.toFixed(2)} allowed`,
  );
  say(`at rest ${before.liveMb.toFixed(1)} MB in use, then ${after.liveMb.toFixed(1)}: ${kb(grown / photos)} a photo`);
  say(`at rest ${before.descriptors} descriptors (${before.kinds}), then ${after.descriptors} (${after.kinds})`);
  say(
    `a list takes ${before.listMs.toFixed(0)} ms at rest, then ${after.listMs.toFixed(0)}; in use ${latencies.join(', then ')}`,
  );
  say(`data folder ${before.folderMb.toFixed(0)} MB, then ${after.folderMb.toFixed(0)}: ${folder.toFixed(2)} a photo`);
  say(
    `${rows.photos} photos of ${kept.photos}, ${rows.executions} executions, ${rows.orders} orders of ${kept.orders}, ${rows.open} open`,
  );
  return [
    [live > allowed, `memory in use grows by ${live.toFixed(2)} MB a minute, more than ${allowed.toFixed(2)}`],
    [
      resident > allowed,
      `resident memory grows by ${resident.toFixed(2)} MB a minute, more than ${allowed.toFixed(2)}`,
    ],
    [after.descriptors !== before.descriptors, `descriptors grow from ${before.descriptors} to ${after.descriptors}`],
    [after.listMs > SLOWER * Math.max(before.listMs, MOMENT_MS), `a list takes ${after.listMs.toFixed(0)} ms at rest`],
    [folder > FOLDER_MB_A_PHOTO, `the data folder grows by ${folder.toFixed(2)} MB a photo`],
    [rows.photos !== kept.photos || rows.executions !== kept.photos, 'photos are lost or doubled'],
    [rows.orders !== kept.orders, 'orders are lost or doubled'],
    [rows.open > 0, `${rows.open} photos and orders do not come to an end`],
  ].flatMap(([isWrong, what]) => (isWrong === true ? [String(what)] : []));
}

const kb = (mb: number) => `${(mb * 1000).toFixed(0)} kB`;

function halves(samples: readonly Sample[]): readonly [readonly Sample[], readonly Sample[]] {
  const middle = Math.floor(samples.length / 2);
  return [samples.slice(0, middle), samples.slice(middle)];
}
