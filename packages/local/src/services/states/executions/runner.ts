import type { HistoryEvent } from '@safelight/asl/history/events';
import type { Ports } from '@safelight/asl/ports';
import type { StatesContext } from '#services/states/context.ts';
import { executionExists, notRedrivable } from '#services/states/errors.ts';
import { redriveStatus } from '#services/states/executions/describe.ts';
import type { RunMachine, RunRequest, RunResult } from '#services/states/executions/engine.ts';
import {
  type ExecutionHead,
  type ExecutionRecord,
  MOST_REDRIVABLE_EVENTS,
} from '#services/states/executions/record.ts';
import { type StartRequest, sameInput } from '#services/states/executions/start-request.ts';
import { createLogger, type OnLog } from '#services/states/logging.ts';
import type { Machine, Revision } from '#services/states/machines/machine.ts';
import { type OnStatusChange, statusChange } from '#services/states/status-change.ts';
import { isClosed } from '#store/errors.ts';

interface RunnerParts {
  readonly context: StatesContext;
  readonly runMachine: RunMachine;
  readonly ports: Ports;
  readonly onLog?: OnLog;
  readonly onStatusChange?: OnStatusChange;
}

type OnEvent = (event: HistoryEvent) => void;
type Ran = Pick<StartRequest, 'machine' | 'revision'>;

/** How an Express execution went. */
export interface ExpressRun {
  readonly executionArn: string;
  readonly startDate: number;
  readonly done: Promise<RunResult & { readonly stopDate: number }>;
}

/** Starts executions, stops them and redrives them. */
export class Runner {
  readonly #parts: RunnerParts;

  constructor(parts: RunnerParts) {
    this.#parts = parts;
  }

  /**
   * Answers the record of a Standard execution that has started. The same name and input as a running one's answer that
   * one; any other use of a name within 90 days throws `ExecutionAlreadyExists`.
   */
  start(request: StartRequest): ExecutionRecord {
    const { context } = this.#parts;
    const { machine, revision, name, input } = request;
    const arn = context.arns.execution(machine.name, name);
    const existing = context.executions.find(arn);
    if (existing) {
      const running = context.executions.running(arn);
      if (running && sameInput(running.head.input, input.text)) return existing;
      throw executionExists(arn);
    }
    const record = newRecord(request, arn, context.clock.now());
    const head: ExecutionHead = { record, input: input.text, roleArn: revision.roleArn };
    this.#run(request, head, context.executions.begin(head));
    return record;
  }

  /** Runs an Express execution, which leaves nothing behind but its logs. */
  startExpress(request: StartRequest): ExpressRun {
    const { context } = this.#parts;
    const { machine, revision, name, input } = request;
    const executionArn = context.arns.express(machine.name, name, context.ids.uuid());
    const startDate = context.clock.now();
    const log = createLogger(revision, executionArn, 0, this.#parts.onLog);
    const { done } = this.#parts.runMachine({
      ...this.#request(machine, revision, { arn: executionArn, name, startDate, redriveCount: 0 }),
      input: input.value,
      onEvent: (event) => log?.(event),
    });
    return {
      executionArn,
      startDate,
      done: done.then((result) => ({ ...result, stopDate: context.clock.now() })),
    };
  }

  /** Goes on with a failed execution from the state that failed. */
  redrive(arn: string): ExecutionRecord {
    const { context } = this.#parts;
    const failed = context.executions.get(arn);
    const { redriveStatus: status, redriveStatusReason } = redriveStatus(failed, context.clock.now());
    if (status !== 'REDRIVABLE') {
      throw notRedrivable(redriveStatusReason ?? 'Execution can only be redriven by its Map Run');
    }
    const machine = context.machines.get(failed.machineArn);
    const events = context.executions.history(arn);
    if (events.length > MOST_REDRIVABLE_EVENTS) {
      throw notRedrivable('Execution history event limit exceeded');
    }
    const { stopDate: _, error: __, cause: ___, id: ____, ...rest } = failed;
    const redriveCount = failed.redriveCount + 1;
    const record: ExecutionRecord = { ...rest, status: 'RUNNING', redriveCount, redriveDate: context.clock.now() };
    const revision = context.machines.revision(failed.revisionId);
    const { head } = context.executions.read(arn);
    this.#run({ machine, revision }, { ...head, record }, context.executions.goOn(record), events);
    return record;
  }

  #run({ machine, revision }: Ran, head: ExecutionHead, write: OnEvent, earlier: readonly HistoryEvent[] = []): void {
    const { context, runMachine, onLog, onStatusChange } = this.#parts;
    const { record, input } = head;
    const log = createLogger(revision, record.arn, record.redriveCount, onLog);
    onStatusChange?.(statusChange(record, input));
    const handle = runMachine({
      ...this.#request(machine, revision, record),
      input: JSON.parse(input),
      onEvent(event) {
        write(event);
        log?.(event);
      },
      ...(earlier.length > 0 && { earlier }),
    });
    const ended = handle.done
      .then((result) => this.#end(head, result))
      .catch((error) => {
        if (!isClosed(error)) throw error;
      });
    context.executions.track({ handle, head, ended });
  }

  #end({ record, input }: ExecutionHead, result: RunResult): void {
    const { context, onStatusChange } = this.#parts;
    const output = result.status === 'SUCCEEDED' ? result.output : undefined;
    const failure = result.status === 'SUCCEEDED' ? {} : { error: result.error, cause: result.cause };
    const ended: ExecutionRecord = {
      ...record,
      ...Object.fromEntries(Object.entries(failure).filter(([, value]) => value !== undefined)),
      status: result.status,
      stopDate: context.clock.now(),
    };
    context.executions.end(ended, output);
    onStatusChange?.(statusChange(ended, input, output));
    finishDeleting(context, record.machineArn);
  }

  #request(
    machine: Machine,
    revision: Revision,
    {
      arn,
      name,
      startDate,
      redriveCount,
      redriveDate,
    }: Pick<ExecutionRecord, 'arn' | 'name' | 'startDate' | 'redriveCount' | 'redriveDate'>,
  ): Omit<RunRequest, 'input' | 'onEvent'> {
    const identity = {
      executionArn: arn,
      executionName: name,
      roleArn: revision.roleArn,
      stateMachineArn: machine.arn,
      stateMachineName: machine.name,
      startTime: startDate,
      redriveCount,
      ...(redriveDate !== undefined && { redriveTime: redriveDate }),
    };
    return { revision, type: machine.type, identity, ports: this.#parts.ports };
  }
}

/** A machine that was deleted goes with its last execution. */
function finishDeleting({ machines, executions }: StatesContext, machineArn: string): void {
  const machine = machines.find(machineArn);
  if (machine?.status !== 'DELETING') return;
  if (executions.runningOf(machineArn).length === 0) machines.remove(machine);
}

function newRecord(request: StartRequest, arn: string, startDate: number): ExecutionRecord {
  const { machine, revision, name, versionArn, aliasArn, traceHeader } = request;
  return {
    arn,
    name,
    machineArn: machine.arn,
    revisionId: revision.revisionId,
    status: 'RUNNING',
    startDate,
    redriveCount: 0,
    ...(versionArn !== undefined && { versionArn }),
    ...(aliasArn !== undefined && { aliasArn }),
    ...(traceHeader !== undefined && { traceHeader }),
  };
}
