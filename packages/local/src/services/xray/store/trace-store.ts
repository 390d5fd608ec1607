import type { Clock } from '@safelight/asl/clock';
import { document } from '#services/xray/documents/document.ts';
import {
  type Accepted,
  isAccepted,
  readDocuments,
  refused,
  type Unprocessed,
} from '#services/xray/documents/read-document.ts';
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

/** A trace whose id is older is refused. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-segments */
const OLDEST_ID_MS = 30 * 24 * HOUR_MS;

/** When the request began that a trace's id is of, in milliseconds since the epoch. */
const timeOf = (traceId: string): number => Number.parseInt(traceId.split('-')[1] ?? '', 16) * 1000;

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
      .flatMap((read) => (isAccepted(read) ? (this.#add(read) ?? []) : [read]));
    this.#forget();
    return unprocessed;
  }

  find(traceId: string): Trace | undefined {
    const row = this.#rows.find.get({ id: traceId });
    if (row === undefined || row.updated < this.#oldest()) return undefined;
    const documents = this.#rows.segments
      .all({ traceId })
      .map(({ document: text }) => document.parse(JSON.parse(text)));
    return assemble(traceId, documents, { isFull: row.isFull, updated: row.updated });
  }

  /** Latest first. */
  list({ by, from, to }: TraceRange): readonly Trace[] {
    const rows = (by === 'begun' ? this.#rows.begunIn : this.#rows.updatedIn).all({ from, to });
    return rows.flatMap(({ id }) => this.find(id) ?? []);
  }

  #add({ document: { id, trace_id: traceId, start_time, type = '' }, text }: Accepted): Unprocessed | undefined {
    const now = this.#clock.now();
    if (timeOf(traceId) < now - OLDEST_ID_MS) return refused({ id, type }, 'InvalidTraceId');
    const known = this.#rows.find.get({ id: traceId });
    if (known === undefined) this.#onTrace(traceId);
    const bytes = Buffer.byteLength(text);
    const isFull = (known?.bytes ?? 0) + bytes > this.#limits.traceBytes;
    const begun = Math.floor(start_time * 1000);
    this.#rows.put.run({ id: traceId, begun, updated: now, isFull, bytes: isFull ? 0 : bytes });
    if (isFull) return refused({ id, type }, 'InvalidSegment');
    this.#rows.putSegment.run({ traceId, id, document: text });
    this.#bytes += bytes;
    return undefined;
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
