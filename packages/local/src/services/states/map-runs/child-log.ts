import { payloadFrom } from '@safelight/asl/payload';
import type { ChildResult, ChildStart, EarlierChild } from '@safelight/asl/ports';
import * as z from 'zod';
import type { Database } from '#store/database.ts';
import { json, text } from '#store/kinds.ts';
import type { Schema } from '#store/migrations.ts';

const childLine = z.object({
  index: z.number(),
  items: z.number(),
  attempt: z.optional(z.number()),
  name: z.string(),
  result: z.object({
    executionArn: z.string(),
    status: z.enum(['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED']),
    error: z.optional(z.string()),
    cause: z.optional(z.string()),
    startTime: z.number(),
    stopTime: z.number(),
    redriveCount: z.optional(z.number()),
  }),
  /** Texts of an Express child's input and output: those of Standard ones are with their executions. */
  payloads: z.optional(z.object({ input: z.string(), output: z.optional(z.string()) })),
});

export type ChildLine = z.infer<typeof childLine>;

const childrenSchema: Schema = {
  module: 'states_map_run_children',
  steps: [
    `CREATE TABLE states_map_run_children (
       mapRunArn TEXT NOT NULL,
       place INTEGER NOT NULL,
       line TEXT NOT NULL,
       PRIMARY KEY (mapRunArn, place)
     ) STRICT`,
  ],
};

type Ended = Pick<ChildStart, 'mapRunArn' | 'index' | 'items' | 'attempt' | 'input' | 'type'>;

/** Texts of what has more would be large objects to V8, which are collected late. */
const LINES_A_ROW = 100;

/**
 * How the children of map runs ended, the last attempt of each, for the case that a run is redriven or its process ends. Those that
 * end in one turn are one row: a row for each of a hundred thousand would cost more than running them.
 */
export class ChildLog {
  readonly #database: Database;
  readonly #statements: ReturnType<typeof prepare>;
  /** Those of this turn, by map run. */
  readonly #turn = new Map<string, ChildLine[]>();

  constructor(database: Database) {
    database.migrate(childrenSchema);
    this.#database = database;
    this.#statements = prepare(database);
  }

  add(
    { mapRunArn, index, items, attempt, input, type }: Ended,
    name: string,
    { output, ...result }: ChildResult,
  ): void {
    const payloads = { input: input.text, ...(output && { output: output.text }) };
    this.keep(mapRunArn, { index, items, attempt, name, result, ...(type === 'EXPRESS' && { payloads }) });
  }

  keep(mapRunArn: string, line: ChildLine): void {
    if (this.#turn.size === 0) this.#database.beforeCommit(() => this.#write());
    const lines = this.#turn.get(mapRunArn) ?? [];
    if (lines.length === 0) this.#turn.set(mapRunArn, lines);
    lines.push(line);
    if (lines.length === LINES_A_ROW) this.#write();
  }

  of(mapRunArn: string): readonly ChildLine[] {
    this.#write();
    const last = new Map<number, ChildLine>();
    for (const { lines } of this.#statements.of.all({ mapRunArn }))
      for (const line of lines) last.set(line.index, line);
    return [...last.values()].sort((left, right) => left.index - right.index);
  }

  remove(mapRunArn: string): void {
    this.#turn.delete(mapRunArn);
    this.#statements.remove.run({ mapRunArn });
  }

  #write(): void {
    for (const [mapRunArn, lines] of this.#turn) this.#statements.add.run({ mapRunArn, lines });
    this.#turn.clear();
  }
}

/** A row of one line is from before there were rows of many. */
const childLines = json((value): readonly ChildLine[] => z.array(childLine).parse([value].flat()));

const prepare = (database: Database) => ({
  add: database.command({
    sql: `INSERT INTO states_map_run_children
          SELECT :mapRunArn, coalesce(max(place), -1) + 1, :lines FROM states_map_run_children WHERE mapRunArn = :mapRunArn`,
    takes: { mapRunArn: text, lines: childLines },
  }),
  of: database.query({
    sql: 'SELECT line AS lines FROM states_map_run_children WHERE mapRunArn = :mapRunArn ORDER BY place',
    takes: { mapRunArn: text },
    gives: { lines: childLines },
  }),
  remove: database.command({
    sql: 'DELETE FROM states_map_run_children WHERE mapRunArn = :mapRunArn',
    takes: { mapRunArn: text },
  }),
});

/** @param payloads the texts of its input and output, where the line has none */
export function earlierChild(
  { index, items, attempt = 0, name, result }: ChildLine,
  payloads: NonNullable<ChildLine['payloads']>,
): EarlierChild {
  const { error, cause, redriveCount, ...rest } = result;
  return {
    index,
    items,
    attempt,
    name,
    input: payloadFrom(payloads.input),
    result: {
      ...rest,
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      ...(redriveCount !== undefined && { redriveCount }),
      ...(payloads.output !== undefined && { output: payloadFrom(payloads.output) }),
    },
  };
}
