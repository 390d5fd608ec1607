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

/** What documents that came together change of their trace. */
interface Head {
  /** Bytes that it had. */
  readonly before: number;
  begun: number;
  bytes: number;
  isFull: boolean;
}

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
    const heads = new Map<string, Head>();
    const unprocessed = documents
      .flatMap(readDocuments)
      .flatMap((read) => (isAccepted(read) ? (this.#add(read, heads) ?? []) : [read]));
    const updated = this.#clock.now();
    for (const [id, { begun, bytes, isFull }] of heads) this.#rows.put.run({ id, updated, begun, bytes, isFull });
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

  #add({ document, text }: Accepted, heads: Map<string, Head>): Unprocessed | undefined {
    const { id, trace_id: traceId, start_time, type = '' } = document;
    if (timeOf(traceId) < this.#clock.now() - OLDEST_ID_MS) return refused({ id, type }, 'InvalidTraceId');
    const head = heads.get(traceId) ?? this.#head(traceId);
    heads.set(traceId, head);
    head.begun = Math.min(head.begun, Math.floor(start_time * 1000));
    const bytes = Buffer.byteLength(text);
    if (head.before + head.bytes + bytes > this.#limits.traceBytes) {
      head.isFull = true;
      return refused({ id, type }, 'InvalidSegment');
    }
    head.bytes += bytes;
    this.#bytes += bytes;
    this.#rows.putSegment.run({ traceId, id, document: text });
    return undefined;
  }

  #head(id: string): Head {
    const known = this.#rows.find.get({ id });
    if (known === undefined) this.#onTrace(id);
    return { before: known?.bytes ?? 0, begun: Number.POSITIVE_INFINITY, bytes: 0, isFull: false };
  }

  #oldest(): number {
    return this.#clock.now() - this.#limits.keptMs;
  }

  /** A few of those that are too old, or too many. */
  #forget(): void {
    for (let left = FORGOTTEN_AT_ONCE; left > 0; left -= 1) {
      const oldest = this.#rows.oldest.get({});
      if (oldest === undefined || (oldest.updated >= this.#oldest() && this.#bytes <= this.#limits.bytes)) return;
      const { id, bytes } = oldest;
      this.#rows.removeSegments.run({ id });
      this.#rows.remove.run({ id });
      this.#bytes -= bytes;
    }
  }
}
