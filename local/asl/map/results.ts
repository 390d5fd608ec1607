import type { Json } from '#local/json.ts';
import { OutputTooLarge } from '../error.ts';
import { PAYLOAD_LIMIT } from '../payload.ts';
import type { ChildResult } from '../ports.ts';

/** A child execution that is over. */
export interface EndedChild {
  /** Its place among the children. */
  readonly index: number;
  readonly name: string;
  readonly input: Json;
  readonly machineArn: string;
  readonly result: ChildResult;
}

/** Takes the results of children as they end, and makes the Map state's result of them. */
export interface ResultSink {
  add(child: EndedChild): void | Promise<void>;
  result(): Promise<Json>;
}

/** Collects outputs in order of the items; gives up remembering them once they cannot be a state's output anyway. */
export class CollectedResults implements ResultSink {
  readonly #stateName: string;
  #outputs: [number, Json][] = [];
  #size = 0;

  constructor(stateName: string) {
    this.#stateName = stateName;
  }

  add({ index, result }: EndedChild): void {
    if (result.status !== 'SUCCEEDED') return;
    const output = result.output ?? null;
    this.#size += JSON.stringify(output).length + 1;
    if (this.#size > PAYLOAD_LIMIT) this.#outputs = [];
    else this.#outputs.push([index, output]);
  }

  async result(): Promise<Json> {
    if (this.#size > PAYLOAD_LIMIT) throw new OutputTooLarge(this.#stateName);
    return this.#outputs.sort(([left], [right]) => left - right).map(([, output]) => output);
  }
}
