import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppendLog, parseLines } from '#services/states/executions/append-log.ts';
import { type ExecutionRecord, isExecutionRecord } from '#services/states/executions/record.ts';
import { replaceFile } from '#services/states/files.ts';

const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/**
 * The records of all Standard executions, in memory and as lines of `executions.jsonl`, where the last line of an
 * execution counts. Closed ones are forgotten after 90 days, and only then is their name free again.
 * https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export class ExecutionIndex {
  readonly #log: AppendLog;
  readonly #byArn = new Map<string, ExecutionRecord>();
  /** ARNs by state machine, or by map run for children, oldest first. */
  readonly #byOwner = new Map<string, string[]>();
  /** Records that were forgotten while opening; their journals can go. */
  readonly expired: readonly ExecutionRecord[];

  constructor(folder: string, now: number) {
    const path = join(folder, 'executions.jsonl');
    this.#log = new AppendLog(path);
    const stored = new Map(readLines(path).map((line) => [line.arn, line]));
    const records = [...stored.values()];
    const isExpired = ({ stopDate }: ExecutionRecord) => stopDate !== undefined && stopDate + KEPT_MS < now;
    this.expired = records.filter(isExpired);
    for (const record of records) if (!isExpired(record)) this.#remember(record);
    if (records.length > 0)
      replaceFile(path, [...this.#byArn.values()].map((kept) => `${JSON.stringify(kept)}\n`).join(''));
  }

  get(arn: string): ExecutionRecord | undefined {
    return this.#byArn.get(arn);
  }

  all(): Iterable<ExecutionRecord> {
    return this.#byArn.values();
  }

  /** Newest first. */
  of(owner: string): readonly ExecutionRecord[] {
    const arns = this.#byOwner.get(owner) ?? [];
    return arns.toReversed().flatMap((arn) => this.#byArn.get(arn) ?? []);
  }

  put(record: ExecutionRecord): void {
    this.#remember(record);
    this.#log.add(record);
  }

  flush(): Promise<void> {
    return this.#log.flush();
  }

  #remember(record: ExecutionRecord): void {
    if (!this.#byArn.has(record.arn)) {
      const owner = record.mapRunArn ?? record.machineArn;
      const arns = this.#byOwner.get(owner) ?? [];
      arns.push(record.arn);
      this.#byOwner.set(owner, arns);
    }
    this.#byArn.set(record.arn, record);
  }
}

function readLines(path: string): readonly ExecutionRecord[] {
  try {
    return parseLines(readFileSync(path, 'utf8')).filter(isExecutionRecord);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
