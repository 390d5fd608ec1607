import { type Clock, systemClock } from '@safelight/asl/clock';
import type { Lab } from '#lab/lab.ts';
import { failedPhoto, type PhotoOutcome } from '#lab/outcome.ts';
import { download, type SourceFile, upload } from './files.ts';
import type { Progress } from './progress.ts';
import type { PhotoReport } from './report.ts';
import { watch } from './watch.ts';

const UPLOADS_AT_ONCE = 8;
const DOWNLOADS_AT_ONCE = 4;
const PATIENCE_MS = 5 * 60_000;

interface OnceOptions {
  /** Absolute. */
  readonly out: string;
  readonly progress: Progress;
  readonly clock?: Clock;
}

/**
 * Uploads the files, waits until each is done, and brings the variants to `out`. Reports in the order of the files. One that
 * cannot be read, or whose variants cannot be written, is FAILED, and the others go on.
 */
export async function developFiles(
  lab: Lab,
  sources: readonly SourceFile[],
  { out, progress, clock = systemClock }: OnceOptions,
): Promise<PhotoReport[]> {
  progress.start(sources.length);
  try {
    const outcomes = await developed(lab, sources, progress, clock);
    return await inParallel(sources, DOWNLOADS_AT_ONCE, async (source) => {
      const outcome = outcomes.get(source.key);
      if (!outcome) throw new Error(`${source.file} was not reported.`);
      const report = await downloaded(lab, outcome, source, out);
      if (report.status !== outcome.status) progress.done(report, outcomes.size, sources.length);
      return report;
    });
  } finally {
    progress.end();
  }
}

type TimedOutcome = PhotoOutcome & { readonly seconds: number };

/** What became of each photo, by its key. */
async function developed(
  lab: Lab,
  sources: readonly SourceFile[],
  progress: Progress,
  clock: Clock,
): Promise<ReadonlyMap<string, TimedOutcome>> {
  const since = clock.now();
  const startedAt = new Map<string, number>();
  const outcomes = new Map<string, TimedOutcome>();
  const notUploaded: PhotoOutcome[] = [];
  const uploads = inParallel(sources, UPLOADS_AT_ONCE, async (source) => {
    startedAt.set(source.key, clock.now());
    await upload(lab, source).catch((error: unknown) => {
      notUploaded.push(failedPhoto(source.key, clock.now(), { code: 'NotUploaded', message: messageOf(error) }));
    });
  });
  const onOutcome = (outcome: PhotoOutcome) => {
    const seconds = (clock.now() - (startedAt.get(outcome.key) ?? clock.now())) / 1000;
    outcomes.set(outcome.key, { ...outcome, seconds });
    progress.done(outcome, outcomes.size, sources.length);
  };
  const otherNews = () => notUploaded.splice(0);
  const keys = sources.map(({ key }) => key);
  await Promise.all([uploads, watch(lab, keys, { clock, patienceMs: PATIENCE_MS, since, otherNews, onOutcome })]);
  return outcomes;
}

/** With the variants that could be written, where one could not. */
async function downloaded(
  lab: Lab,
  outcome: TimedOutcome,
  { file, bytes: sourceBytes }: SourceFile,
  out: string,
): Promise<PhotoReport> {
  const variants = [];
  try {
    for (const variant of outcome.variants) variants.push({ ...variant, path: await download(lab, variant.key, out) });
    return { ...outcome, variants, file, sourceBytes };
  } catch (error) {
    const reason = { code: 'NotSaved', message: messageOf(error) };
    return { ...outcome, status: 'FAILED', reason, variants, file, sourceBytes };
  }
}

const messageOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replace(/\s*\n\s*/g, ' ');

async function inParallel<T, R>(items: readonly T[], limit: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const entries = items.entries();
  const worker = async () => {
    for (const [index, item] of entries) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}
