import type { Clock } from '@safelight/asl/clock';
import { isAccepted, readDocuments, refused, type Unprocessed } from '#services/xray/documents/read-document.ts';
import { assemble, type Trace } from '#services/xray/store/assemble.ts';
import { traceStatements } from '#services/xray/store/rows.ts';
import type { Database } from '#store/database.ts';

/** By when a trace began, or by when something was added to it. Milliseconds since the epoch. */
export interface TraceRange {
  readonly by: 'begun' | 'updated';
  readonly from: number;
  readonly to: number;
}

interface TraceLimits {
  /** Traces are for looking at what just happened: AWS keeps them for 30 days. */
  readonly keptMs: number;
  /** Of all traces together: the oldest beyond are forgotten. */
  readonly bytes: number;
  /** Of one trace: https://docs.aws.amazon.com/general/latest/gr/xray.html */
  readonly traceBytes: number;
}

const HOUR_MS = 3_600_000;
const LIMITS: TraceLimits = { keptMs: 3 * HOUR_MS, bytes: 32_000_000, traceBytes: 500_000 };
const FORGOTTEN_AT_ONCE = 8;

/** Told of each trace that begins. */
export type OnTrace = (traceId: string) => void;

/** Traces of the last hours, with their documents. */
export class TraceStore {
  readonly #clock: Clock;
  readonly #rows: ReturnType<typeof traceStatements>;
  readonly #limits: TraceLimits;
  readonly #onTrace: OnTrace;
  #bytes: number;

  constructor(database: Database, clock: Clock, onTrace: OnTrace = () => {}, limits: Partial<TraceLimits> = {}) {
    this.#clock = clock;
    this.#rows = traceStatements(database);
    this.#limits = { ...LIMITS, ...limits };
    this.#onTrace = onTrace;
    this.#bytes = this.#rows.total.get({})?.bytes ?? 0;
  }

  /** Keeps what is good of the documents, given as JSON texts, and answers for the others. */
  put(documents: readonly string[]): readonly Unprocessed[] {
    const unprocessed = documents
      .flatMap(readDocuments)
      .flatMap((read) => (isAccepted(read) ? this.#add(read.document.trace_id, read) : [read]));
    this.#forget();
    return unprocessed;
  }

  find(traceId: string): Trace | undefined {
    const row = this.#rows.find.get({ id: traceId });
    if (row === undefined || row.updated < this.#oldest()) return undefined;
    const documents = this.#rows.segments.all({ traceId }).flatMap(({ document }) => readDocuments(document));
    const accepted = documents.flatMap((read) => (isAccepted(read) ? [read.document] : []));
    return assemble(traceId, accepted, { isFull: row.isFull, updated: row.updated });
  }

  /** Latest first. */
  list({ by, from, to }: TraceRange): readonly Trace[] {
    const rows = (by === 'begun' ? this.#rows.begunIn : this.#rows.updatedIn).all({ from, to });
    return rows.flatMap(({ id }) => this.find(id) ?? []);
  }

  /** Whether there is such a document. */
  has(traceId: string, id: string): boolean {
    return this.#rows.segment.get({ traceId, id }) !== undefined;
  }

  #add(
    traceId: string,
    { document, text }: Extract<ReturnType<typeof readDocuments>[number], { text: string }>,
  ): readonly Unprocessed[] {
    const known = this.#rows.find.get({ id: traceId });
    if (known === undefined) this.#onTrace(traceId);
    const bytes = Buffer.byteLength(text);
    const isFull = (known?.bytes ?? 0) + bytes > this.#limits.traceBytes;
    const head = { id: traceId, begun: Math.floor(document.start_time * 1000), updated: this.#clock.now(), isFull };
    this.#rows.put.run({ ...head, bytes: isFull ? 0 : bytes });
    if (isFull) return [refused({ id: document.id, type: document.type ?? '' }, 'InvalidSegment')];
    this.#rows.putSegment.run({ traceId, id: document.id, document: text });
    this.#bytes += bytes;
    return [];
  }

  #oldest(): number {
    return this.#clock.now() - this.#limits.keptMs;
  }

  /** A few of those that are too old, or too many. */
  #forget(): void {
    for (const { id, updated, bytes } of this.#rows.oldest.all({ limit: FORGOTTEN_AT_ONCE })) {
      if (updated >= this.#oldest() && this.#bytes <= this.#limits.bytes) return;
      this.#rows.removeSegments.run({ id });
      this.#rows.remove.run({ id });
      this.#bytes -= bytes;
    }
  }
}
