import { isJsonObject } from '@safelight/asl/json';
import * as z from 'zod';

/**
 * A history with more events has no room for ExecutionRedriven and one more.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-eligibility
 */
export const MOST_REDRIVABLE_EVENTS = 24_998;

/** What is kept in memory of an execution: all but its payloads and its history. Dates are milliseconds. */
export const executionRecord = z.object({
  arn: z.string(),
  name: z.string(),
  machineArn: z.string(),
  revisionId: z.string(),
  status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
  startDate: z.number(),
  stopDate: z.optional(z.number()),
  error: z.optional(z.string()),
  cause: z.optional(z.string()),
  versionArn: z.optional(z.string()),
  aliasArn: z.optional(z.string()),
  /** Of a child of a distributed Map. */
  mapRunArn: z.optional(z.string()),
  /** How many items a child works on. */
  itemCount: z.optional(z.number()),
  traceHeader: z.optional(z.string()),
  redriveCount: z.number(),
  redriveDate: z.optional(z.number()),
});

/**
 * For the index alone, whose many lines are read at each start: they are the service's own, so that one look at what
 * every record has tells them from anything else.
 */
export const isExecutionRecord = (line: unknown): line is ExecutionRecord =>
  isJsonObject(line) &&
  [line.arn, line.name, line.machineArn, line.revisionId, line.status].every((member) => typeof member === 'string') &&
  typeof line.startDate === 'number';

export type ExecutionRecord = z.infer<typeof executionRecord>;
export type ExecutionStatus = ExecutionRecord['status'];

/** Stored beside the record: what is needed to run, or to go on. */
export const journalHead = z.object({
  record: executionRecord,
  input: z.string(),
  roleArn: z.string(),
});

/** How an execution, or one run of a redriven one, ended. */
export const journalEnd = z.object({ end: executionRecord, output: z.optional(z.string()) });

export type JournalHead = z.infer<typeof journalHead>;
