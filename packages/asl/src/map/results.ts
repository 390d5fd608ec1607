import type { Json, JsonObject } from '#asl/json.ts';
import { OutputTooLarge } from '../error.ts';
import { PAYLOAD_LIMIT, type Payload } from '../payload.ts';
import type { ChildResult } from '../ports.ts';
import { resultRecord } from './result-record.ts';

/** A child execution that never was: the map run had failed before. */
export interface PendingChild {
  /** Its place among the children. */
  readonly index: number;
  readonly input: Payload;
  readonly machineArn: string;
}

/** A child execution that is over. */
export interface EndedChild extends PendingChild {
  readonly name: string;
  readonly result: ChildResult;
}

/** Takes the results of children as they end, and makes the Map state's result of them. */
export interface ResultSink {
  add(child: EndedChild): void | Promise<void>;
  /** Absent where nobody asks what was not run. */
  pending?(child: PendingChild): Promise<void>;
  result(): Promise<Json>;
}

/** Collects outputs in order of the items; gives up remembering them once they cannot be a state's output anyway. */
export class CollectedResults implements ResultSink {
  readonly #stateName: string;
  readonly #config: JsonObject | undefined;
  #records: [number, readonly Json[]][] = [];
  #size = 0;

  /** @param config a `WriterConfig`: without one, children that failed leave nothing */
  constructor(stateName: string, config: JsonObject | undefined) {
    this.#stateName = stateName;
    this.#config = config;
  }

  add(child: EndedChild): void {
    const records = this.#recordsOf(child);
    this.#size += JSON.stringify(records).length - 1;
    if (this.#size > PAYLOAD_LIMIT) this.#records = [];
    else this.#records.push([child.index, records]);
  }

  async result(): Promise<Json> {
    if (this.#size > PAYLOAD_LIMIT) throw new OutputTooLarge(this.#stateName);
    const ordered = this.#records.sort(([left], [right]) => left - right).flatMap(([, records]) => records);
    if (this.#config?.OutputType !== 'JSONL') return ordered;
    return ordered.map((record) => JSON.stringify(record)).join('\n');
  }

  #recordsOf(child: EndedChild): readonly Json[] {
    if (this.#config !== undefined) return resultRecord(child, this.#config.Transformation);
    const { status, output } = child.result;
    return status === 'SUCCEEDED' ? [output?.value ?? null] : [];
  }
}
