import {
  changingColumns,
  type ExecutionHead,
  type ExecutionRecord,
  recordColumns,
} from '#services/states/executions/record.ts';
import type { Database } from '#store/database.ts';
import { flag, integer, nullable, text, type Values } from '#store/kinds.ts';

const NAMES = Object.keys(recordColumns);
const COLUMNS = ['id', ...NAMES].join(', ');
const SELECT = `SELECT ${COLUMNS} FROM states_executions`;
/** All else, and its indexes, stay as they are. */
const CHANGES = Object.keys(changingColumns).map((name) => `${name} = :${name}`);

/** A record with its place among all: executions that started later have a larger one. */
export type ExecutionRow = ExecutionRecord & { readonly id: number };

const filterColumns = {
  status: nullable(text),
  redriven: nullable(flag),
  versionArn: nullable(text),
  aliasArn: nullable(text),
} as const;

/** What ListExecutions asks for; undefined where it does not matter. */
export type ExecutionFilter = Values<typeof filterColumns>;

/** Which of an owner's executions: of a state machine, or of a map run for children. */
export interface ExecutionRange {
  readonly owner: string;
  readonly filter: ExecutionFilter;
  /** The id of the last one that was listed; undefined for the newest. */
  readonly before: number | undefined;
  readonly limit: number;
}

function prepare(database: Database) {
  const gives = { id: integer, ...recordColumns };
  const values = NAMES.map((name) => `:${name}`).join(', ');
  return {
    find: database.query({ sql: `${SELECT} WHERE arn = :arn`, takes: { arn: text }, gives }),
    list: database.query({
      sql: `${SELECT} WHERE owner = :owner AND id < :before
              AND (:status IS NULL OR status = :status)
              AND (:redriven IS NULL OR (redriveCount > 0) = :redriven)
              AND (:versionArn IS NULL OR versionArn = :versionArn)
              AND (:aliasArn IS NULL OR aliasArn = :aliasArn)
            ORDER BY id DESC LIMIT :limit`,
      takes: { owner: text, before: integer, limit: integer, ...filterColumns },
      gives,
    }),
    running: database.query({
      sql: `${SELECT} WHERE stopDate IS NULL AND id > :after ORDER BY id LIMIT :limit`,
      takes: { after: integer, limit: integer },
      gives,
    }),
    runningOf: database.query({
      sql: `${SELECT} WHERE stopDate IS NULL AND machineArn = :machineArn LIMIT 1`,
      takes: { machineArn: text },
      gives,
    }),
    children: database.query({
      sql: `${SELECT} WHERE stopDate IS NULL AND mapRunArn = :mapRunArn ORDER BY id`,
      takes: { mapRunArn: text },
      gives,
    }),
    ended: database.query({
      sql: `${SELECT} WHERE stopDate < :before ORDER BY stopDate LIMIT :limit`,
      takes: { before: integer, limit: integer },
      gives,
    }),
    add: database.query({
      sql: `INSERT INTO states_executions (owner, roleArn, input, ${NAMES.join(', ')})
            VALUES (:owner, :roleArn, :input, ${values}) RETURNING id`,
      takes: { owner: text, roleArn: text, input: text, ...recordColumns },
      gives: { id: integer },
    }),
    change: database.command({
      sql: `UPDATE states_executions SET ${CHANGES.join(', ')}, output = :output WHERE id = :id`,
      takes: { id: integer, output: nullable(text), ...changingColumns },
    }),
    content: database.query({
      sql: `SELECT input, output, roleArn, ${COLUMNS} FROM states_executions WHERE arn = :arn`,
      takes: { arn: text },
      gives: { input: text, output: nullable(text), roleArn: text, ...gives },
    }),
    remove: database.command({ sql: 'DELETE FROM states_executions WHERE id = :id', takes: { id: integer } }),
  };
}

/** The records of all Standard executions. */
export class ExecutionRows {
  readonly #statements: ReturnType<typeof prepare>;

  constructor(database: Database) {
    this.#statements = prepare(database);
  }

  find(arn: string): ExecutionRow | undefined {
    return this.#statements.find.get({ arn });
  }

  /** Newest first. */
  list({ owner, filter, before = Number.MAX_SAFE_INTEGER, limit }: ExecutionRange): readonly ExecutionRow[] {
    return this.#statements.list.all({ owner, before, limit, ...filter });
  }

  /** Some of those without an end, oldest first: beyond an id. */
  running(after: number, limit: number): readonly ExecutionRow[] {
    return this.#statements.running.all({ after, limit });
  }

  /** Whether a state machine has executions without an end. */
  isRunning(machineArn: string): boolean {
    return this.#statements.runningOf.get({ machineArn }) !== undefined;
  }

  /** The children of a map run that have no end. */
  runningChildren(mapRunArn: string): readonly ExecutionRow[] {
    return this.#statements.children.all({ mapRunArn });
  }

  /** Some of those that ended before a time. */
  endedBefore(before: number, limit: number): readonly ExecutionRow[] {
    return this.#statements.ended.all({ before, limit });
  }

  /** Answers its id. */
  add({ record, input, roleArn }: ExecutionHead): number {
    const owner = record.mapRunArn ?? record.machineArn;
    const row = this.#statements.add.get({ ...complete(record), owner, input, roleArn });
    if (!row) throw new Error(`The execution ${record.arn} was not written`);
    return row.id;
  }

  /** @param output of one that has succeeded */
  change(id: number, record: ExecutionRecord, output?: string): void {
    const { status, stopDate, error, cause, redriveCount, redriveDate } = record;
    this.#statements.change.run({ id, status, stopDate, error, cause, redriveCount, redriveDate, output });
  }

  /** A record with its payloads. */
  content(arn: string) {
    return this.#statements.content.get({ arn });
  }

  remove(id: number): void {
    this.#statements.remove.run({ id });
  }
}

/** Each column has its value, also those that a record leaves out. */
const complete = (record: ExecutionRecord): Values<typeof recordColumns> => ({
  stopDate: undefined,
  error: undefined,
  cause: undefined,
  versionArn: undefined,
  aliasArn: undefined,
  mapRunArn: undefined,
  itemCount: undefined,
  place: undefined,
  traceHeader: undefined,
  redriveDate: undefined,
  ...record,
});
