import { isJsonObject } from '@safelight/asl/json';

/** What a workflow says itself of what it worked on: a status, and a sentence where it gives a reason. */
export interface Outcome {
  readonly status: string;
  readonly message?: string;
}

/** Outcome in the output of an execution: its `status`, a word in capitals, and the message of its `reason`; undefined where there is none. */
export function outcomeOf(output: string | undefined): Outcome | undefined {
  const value: unknown = JSON.parse(output ?? 'null');
  if (!isJsonObject(value) || typeof value.status !== 'string' || !STATUS.test(value.status)) return undefined;
  const message = isJsonObject(value.reason) ? value.reason.message : undefined;
  return { status: value.status, ...(typeof message === 'string' && { message }) };
}

const STATUS = /^[A-Z][A-Z_]{1,39}$/;
