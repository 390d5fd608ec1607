import type { Values } from '#store/kinds.ts';
import { integer, nullable, oneOf, text } from '#store/kinds.ts';

/**
 * A history with more events has no room for ExecutionRedriven and one more.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-eligibility
 */
export const MOST_REDRIVABLE_EVENTS = 24_998;

/** Columns that an execution's end and a redrive change. Dates are milliseconds. */
export const changingColumns = {
  status: oneOf('RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'),
  stopDate: nullable(integer),
  error: nullable(text),
  cause: nullable(text),
  redriveCount: integer,
  redriveDate: nullable(integer),
} as const;

/** Columns of a Standard execution, but for its payloads. */
export const recordColumns = {
  arn: text,
  name: text,
  machineArn: text,
  revisionId: text,
  startDate: integer,
  versionArn: nullable(text),
  aliasArn: nullable(text),
  /** Of a child of a distributed Map. */
  mapRunArn: nullable(text),
  /** How many items a child works on. */
  itemCount: nullable(integer),
  /** Its place among the children of its map run, from 0. */
  place: nullable(integer),
  traceHeader: nullable(text),
  ...changingColumns,
} as const;

type Columns = Values<typeof recordColumns>;
type Always = 'arn' | 'name' | 'machineArn' | 'revisionId' | 'status' | 'startDate' | 'redriveCount';

/** All of a Standard execution but its payloads and its history. */
export type ExecutionRecord = Pick<Columns, Always> & Partial<Omit<Columns, Always>>;
export type ExecutionStatus = ExecutionRecord['status'];

/** What is needed to run it, or to go on. */
export interface ExecutionHead {
  readonly record: ExecutionRecord;
  /** JSON text. */
  readonly input: string;
  readonly roleArn: string;
}
