import type { Json, JsonObject } from '#asl/json.ts';
import type { MapState } from '../definition/types.ts';
import { StatesError } from '../error.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Language } from '../language/language.ts';
import type { MapRun } from './map-run.ts';
import { objectCaller } from './object-caller.ts';
import { ResultPart } from './result-part.ts';
import { pendingRecord, resultRecord } from './result-record.ts';
import { CollectedResults, type EndedChild, type PendingChild, type ResultSink } from './results.ts';

/** Bytes of results that are held before they are written. */
const PART_SIZE = 2 * 1024 * 1024;

type Status = 'SUCCEEDED' | 'FAILED' | 'PENDING';

/**
 * `ResultWriter`: results go to a bucket, and the state's result says where.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
export function compileResultSink(
  state: MapState,
  language: Language,
): (execution: StateExecution, subject: Json, mapRun: MapRun) => Promise<ResultSink> {
  const writer = state.ResultWriter;
  if (writer?.Resource === undefined)
    return async (execution) => new CollectedResults(execution.state.name, writer?.WriterConfig);
  const parametersOf = language.integration({ ...writer }, 'ResultWriter');
  const config = writer.WriterConfig ?? {};
  return async (execution, subject, mapRun) => {
    const { Bucket, Prefix } = await parametersOf(execution, subject);
    if (typeof Bucket !== 'string') throw writerFailed('The field Bucket of ResultWriter must be a string');
    const folder = [typeof Prefix === 'string' ? Prefix.replace(/\/$/, '') : '', mapRun.arn.split(':').at(-1) ?? ''];
    return new WrittenResults(execution, mapRun, { bucket: Bucket, folder: folder.filter(Boolean).join('/'), config });
  };
}

interface Destination {
  readonly bucket: string;
  readonly folder: string;
  readonly config: JsonObject;
}

class WrittenResults implements ResultSink {
  readonly #execution: StateExecution;
  readonly #mapRun: MapRun;
  readonly #destination: Destination;
  readonly #files: Record<Status, { readonly Key: string; readonly Size: number }[]> = {
    FAILED: [],
    PENDING: [],
    SUCCEEDED: [],
  };
  readonly #parts: Partial<Record<Status, ResultPart>> = {};

  constructor(execution: StateExecution, mapRun: MapRun, destination: Destination) {
    this.#execution = execution;
    this.#mapRun = mapRun;
    this.#destination = destination;
  }

  get #isLines(): boolean {
    return this.#destination.config.OutputType === 'JSONL';
  }

  async add(child: EndedChild): Promise<void> {
    const status = child.result.status === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED';
    this.#mapRun.resultsWritten += 1;
    await this.#record(status, resultRecord(child, this.#destination.config.Transformation));
  }

  pending(child: PendingChild): Promise<void> {
    return this.#record('PENDING', [pendingRecord(child)]);
  }

  async result(): Promise<Json> {
    await this.#flush('SUCCEEDED');
    await this.#flush('FAILED');
    await this.#flush('PENDING');
    const { bucket, folder } = this.#destination;
    const manifest = { DestinationBucket: bucket, MapRunArn: this.#mapRun.arn, ResultFiles: this.#files };
    await this.#put('manifest.json', JSON.stringify(manifest));
    return {
      MapRunArn: this.#mapRun.arn,
      ResultWriterDetails: { Bucket: bucket, Key: `${folder}/manifest.json` },
    };
  }

  async #record(status: Status, records: readonly Json[]): Promise<void> {
    const part = this.#parts[status] ?? new ResultPart(this.#isLines ? 'JSONL' : 'JSON');
    this.#parts[status] = part;
    for (const record of records) part.add(JSON.stringify(record));
    if (part.size > PART_SIZE) await this.#flush(status);
  }

  async #flush(status: Status): Promise<void> {
    const part = this.#parts[status];
    if (part === undefined || part.size === 0) return;
    const body = part.take();
    const name = `${status}_${this.#files[status].length}.${this.#isLines ? 'jsonl' : 'json'}`;
    this.#files[status].push({ Key: `${this.#destination.folder}/${name}`, Size: body.length });
    await this.#put(name, body);
    part.giveBack(body);
  }

  async #put(name: string, body: string | Buffer): Promise<void> {
    const { run } = this.#execution.thread;
    const { bucket, folder } = this.#destination;
    try {
      await run.ports.objects.put({ bucket, key: `${folder}/${name}`, body, ...objectCaller(this.#execution) });
    } catch (error) {
      throw writerFailed(error instanceof Error ? error.message : String(error));
    }
  }
}

const writerFailed = (cause: string): StatesError => new StatesError('States.ResultWriterFailed', cause);
