import type { Json } from '@safelight/asl/json';
import type { ChildResult, ChildStart, EarlierChild } from '@safelight/asl/ports';
import * as z from 'zod';
import type { Database } from '#store/database.ts';
import { integer, json, text } from '#store/kinds.ts';
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
  /** Of Express children: those of Standard ones are with their executions. */
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

/** How the children of map runs ended, the last attempt of each, for the case that a run is redriven. */
export class ChildLog {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: Database) {
    database.migrate(childrenSchema);
    this.#statements = prepare(database);
  }

  add(
    { mapRunArn, index, items, attempt, input, type }: ChildStart,
    name: string,
    { output, ...result }: ChildResult,
  ): void {
    const payloads = { input: JSON.stringify(input), ...(output !== undefined && { output: JSON.stringify(output) }) };
    this.keep(mapRunArn, { index, items, attempt, name, result, ...(type === 'EXPRESS' && { payloads }) });
  }

  keep(mapRunArn: string, line: ChildLine): void {
    this.#statements.put.run({ mapRunArn, place: line.index, line: JSON.stringify(line) });
  }

  of(mapRunArn: string): readonly ChildLine[] {
    return this.#statements.of.all({ mapRunArn }).map(({ line }) => line);
  }

  remove(mapRunArn: string): void {
    this.#statements.remove.run({ mapRunArn });
  }
}

const prepare = (database: Database) => ({
  put: database.command({
    sql: `INSERT INTO states_map_run_children VALUES (:mapRunArn, :place, :line)
          ON CONFLICT DO UPDATE SET line = :line`,
    takes: { mapRunArn: text, place: integer, line: text },
  }),
  of: database.query({
    sql: 'SELECT line FROM states_map_run_children WHERE mapRunArn = :mapRunArn ORDER BY place',
    takes: { mapRunArn: text },
    gives: { line: json((value) => childLine.parse(value)) },
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
  const input: Json = JSON.parse(payloads.input);
  const { error, cause, redriveCount, ...rest } = result;
  return {
    index,
    items,
    attempt,
    name,
    input,
    result: {
      ...rest,
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
      ...(redriveCount !== undefined && { redriveCount }),
      ...(payloads.output !== undefined && { output: JSON.parse(payloads.output) }),
    },
  };
}
