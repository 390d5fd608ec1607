import { type Clock, systemClock } from '@safelight/asl/clock';
import type { Lab } from '#lab/lab.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { download, type SourceFile, upload } from './files.ts';
import type { Progress } from './progress.ts';
import type { PhotoReport } from './report.ts';
import { watch } from './watch.ts';

const UPLOADS_AT_ONCE = 8;
const DOWNLOADS_AT_ONCE = 4;
const PATIENCE_MS = 5 * 60_000;

/** Uploads the files, waits until each is done, and brings the variants to `out`. Reports in the order of the files. */
export async function developFiles(
  lab: Lab,
  sources: readonly SourceFile[],
  { out, progress, clock = systemClock }: { out: string; progress: Progress; clock?: Clock },
): Promise<PhotoReport[]> {
  const since = clock.now();
  const startedAt = new Map<string, number>();
  const outcomes = new Map<string, PhotoOutcome & { seconds: number }>();
  const uploads = inParallel(sources, UPLOADS_AT_ONCE, async (source) => {
    startedAt.set(source.key, clock.now());
    await upload(lab, source);
  });
  const keys = sources.map(({ key }) => key);
  const onOutcome = (outcome: PhotoOutcome) => {
    const seconds = (clock.now() - (startedAt.get(outcome.key) ?? clock.now())) / 1000;
    outcomes.set(outcome.key, { ...outcome, seconds });
    progress.done(outcome, outcomes.size, sources.length);
  };
  progress.start(sources.length);
  await Promise.all([uploads, watch(lab, keys, { clock, patienceMs: PATIENCE_MS, since, onOutcome })]).finally(
    progress.end,
  );
  return inParallel(sources, DOWNLOADS_AT_ONCE, async (source) => {
    const outcome = outcomes.get(source.key);
    if (!outcome) throw new Error(`${source.file} was not reported.`);
    const variants = [];
    for (const variant of outcome.variants) variants.push({ ...variant, path: await download(lab, variant.key, out) });
    return { ...outcome, variants, file: source.file, sourceBytes: source.bytes };
  });
}

async function inParallel<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
