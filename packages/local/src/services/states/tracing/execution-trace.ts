import { createHash } from 'node:crypto';
import type { HistoryEvent } from '@safelight/asl/history/events';
import type { TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import type { RunRequest, RunResult } from '#services/states/executions/engine.ts';
import { type OpenState, OpenStates } from '#services/states/tracing/open-states.ts';

/** A call of a service, as a subsegment of its state has it. Times are milliseconds since the epoch. */
export interface TracedCall {
  readonly id: string;
  readonly name: string;
  readonly begun: number;
  readonly ended: number;
  readonly more: object;
}

/** Tells of a call that has ended, and how. */
export type Tell = (how: object) => void;

/** Documents that are sent together. */
const BATCH = 20;

const seconds = (ms: number): number => ms / 1000;

/** Signs that X-Ray takes in names. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields */
const nameOf = (state: string): string => state.replace(/[^\p{L}\p{N}\s_.:/%&#=+\\\-@]/gu, '_').slice(0, 200);

/**
 * The segment of an execution, and a subsegment for each state and for each call of a service, sent one by one, as they end: an
 * execution can take a year. Ids are made of the execution and the event, so that another process goes on with them.
 */
export class ExecutionTrace {
  readonly header: TraceHeader;
  /** Calls whose jobs run, by the event by which their state was entered: a visit of a state makes one call at a time. */
  readonly jobs = new Map<number, Tell>();
  readonly #identity: RunRequest['identity'];
  readonly #send: (documents: readonly object[]) => void;
  readonly #states = new OpenStates();
  #waiting: object[] = [];
  #hasEnded = false;

  constructor({ identity, resume }: RunRequest, header: TraceHeader, send: (documents: readonly object[]) => void) {
    this.header = header;
    this.#identity = identity;
    this.#send = send;
    for (const event of resume?.events ?? []) this.#states.on(event);
  }

  begin(): void {
    this.#send([{ ...this.#segment(), in_progress: true }]);
  }

  onEvent(event: HistoryEvent): void {
    for (const { state, ended } of this.#states.on(event)) this.#add(this.#stateOf(state, ended));
  }

  onCall({ id, name, begun, ended, more }: TracedCall, enteredEventId: number): void {
    const document = { ...this.#part(id, name, this.#idOf(enteredEventId)), namespace: 'aws' };
    this.#add({ ...document, start_time: seconds(begun), end_time: seconds(ended), ...more });
  }

  /** States that are still open are what it failed in. */
  end(result: RunResult, ended: number): void {
    const failure = failureOf(result, this.#idOf(-1));
    for (const state of this.#states.all) this.#add({ ...this.#stateOf(state, ended), ...failure });
    this.#add({ ...this.#segment(), end_time: seconds(ended), ...failure });
    this.#hasEnded = true;
    this.#flush();
  }

  #segment() {
    const { stateMachineName, stateMachineArn, executionArn, startTime } = this.#identity;
    const { root, parent } = this.header;
    return {
      ...{ id: this.#idOf(0), trace_id: root, name: nameOf(stateMachineName), start_time: seconds(startTime) },
      ...{ origin: 'AWS::StepFunctions::StateMachine', resource_arn: stateMachineArn },
      ...(parent !== undefined && { parent_id: parent }),
      aws: { execution_arn: executionArn, account_id: stateMachineArn.split(':')[4] },
    };
  }

  #stateOf({ id, name, begun, within }: OpenState, ended: number) {
    const document = this.#part(this.#idOf(id), name, this.#idOf(within?.id ?? 0));
    return { ...document, start_time: seconds(begun), end_time: seconds(ended) };
  }

  #part(id: string, name: string, parent: string) {
    return { id, trace_id: this.header.root, type: 'subsegment', parent_id: parent, name: nameOf(name) };
  }

  /** @param event 0 for the execution itself */
  #idOf(event: number): string {
    const { executionArn, redriveCount } = this.#identity;
    return createHash('sha256').update(`${executionArn} ${redriveCount} ${event}`).digest('hex').slice(0, 16);
  }

  #add(document: object): void {
    this.#waiting.push(document);
    // What is given up with the execution may tell of itself after it.
    if (this.#waiting.length >= BATCH || this.#hasEnded) this.#flush();
  }

  #flush(): void {
    this.#send(this.#waiting);
    this.#waiting = [];
  }
}

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors */
function failureOf(result: RunResult, id: string): object {
  if (result.status === 'SUCCEEDED' || result.status === 'ABORTED') return {};
  const { error, cause = '', status } = result;
  return { fault: true, cause: { exceptions: [{ id, type: error ?? status, message: cause.slice(0, 1000) }] } };
}
