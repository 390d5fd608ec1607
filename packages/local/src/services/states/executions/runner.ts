import type { Resumed } from '@safelight/asl/execution/options';
import type { HistoryEvent } from '@safelight/asl/history/events';
import type { Ports } from '@safelight/asl/ports';
import { parseTraceHeader, type TraceHeader, traceHeaderText } from '#local/metrics/tracing/trace-header.ts';
import type { StatesContext } from '#services/states/context.ts';
import { executionExists, notRedrivable } from '#services/states/errors.ts';
import { redriveStatus } from '#services/states/executions/describe.ts';
import type { RunMachine, RunRequest, RunResult } from '#services/states/executions/engine.ts';
import type { ExecutionWriter, Running } from '#services/states/executions/executions.ts';
import {
  type ExecutionHead,
  type ExecutionRecord,
  MOST_REDRIVABLE_EVENTS,
} from '#services/states/executions/record.ts';
import { type StartRequest, sameInput } from '#services/states/executions/start-request.ts';
import { createLogger, type OnLog } from '#services/states/logging.ts';
import type { Machine, Revision } from '#services/states/machines/machine.ts';
import { endAllLeftovers, endLeftovers } from '#services/states/map-runs/leftovers.ts';
import { type OnStatusChange, statusChange } from '#services/states/status-change.ts';
import { isClosed } from '#store/errors.ts';

interface RunnerParts {
  readonly context: StatesContext;
  readonly runMachine: RunMachine;
  readonly ports: Ports;
  readonly onLog: OnLog;
  readonly onStatusChange: OnStatusChange;
  /** Told of each execution that goes on after a restart. */
  readonly onResume: (executionArn: string) => void;
  /** The trace of an execution that starts; undefined where there is none. */
  readonly traceOf: (request: TracedStart) => TraceHeader | undefined;
}

type TracedStart = Pick<StartRequest, 'machine' | 'revision' | 'traceHeader'>;

/** What an execution goes on with: redriven, or after a restart. */
interface Earlier {
  readonly earlier?: readonly HistoryEvent[];
  readonly resume?: Resumed;
}

type Ran = Pick<StartRequest, 'machine' | 'revision'>;
type ExpressRequest = Pick<StartRequest, 'machine' | 'revision' | 'name' | 'input' | 'traceHeader'>;

const readText = (text: string) => ({ text, value: JSON.parse(text) });

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
      if (existing.status === 'RUNNING' && sameInput(context.executions.read(arn).head.input, input.text))
        return existing;
      throw executionExists(arn);
    }
    const record = newRecord(request, arn, context.clock.now(), this.#parts.traceOf(request));
    const head: ExecutionHead = { record, input: input.text, roleArn: revision.roleArn };
    this.#run(request, head, context.executions.begin(head));
    return record;
  }

  /** Runs an Express execution, which leaves nothing behind but its logs. */
  startExpress(
    request: ExpressRequest,
    executionArn = this.#parts.context.arns.express(request.machine.name, request.name, this.#parts.context.ids.uuid()),
  ): ExpressRun {
    const { context } = this.#parts;
    const { machine, revision, name, input } = request;
    const startDate = context.clock.now();
    const log = createLogger(revision, executionArn, 0, this.#parts.onLog);
    const { done } = this.#parts.runMachine({
      ...this.#request(machine, revision, { arn: executionArn, name, startDate, redriveCount: 0 }),
      ...traced(this.#parts.traceOf(request)),
      input: input.value,
      onEvent: (event) => log?.(event),
    });
    return {
      executionArn,
      startDate,
      done: done.then((result) => ({ ...result, stopDate: context.clock.now() })),
    };
  }

  /** Runs one that nobody waits for: it is kept until it has ended, and starts again where the process ends before it does. */
  startKept(request: ExpressRequest): ExpressRun {
    const run = this.startExpress(request);
    const { machine, revision, name, input } = request;
    const kept = { machineArn: machine.arn, revisionId: revision.revisionId, name, input: input.text };
    this.#parts.context.express.write(run.executionArn, kept);
    this.#forgetAtEnd(run);
    return run;
  }

  /** Starts those again that an earlier process left. */
  restartExpress(): void {
    const { express, machines } = this.#parts.context;
    for (const [executionArn, { machineArn, revisionId, name, input }] of express.entries()) {
      const machine = machines.find(machineArn);
      if (machine === undefined) express.remove(executionArn);
      else {
        const request = { machine, revision: machines.revision(revisionId), name, input: readText(input) };
        this.#forgetAtEnd(this.startExpress(request, executionArn));
      }
    }
  }

  #forgetAtEnd({ executionArn, done }: ExpressRun): void {
    done
      .then(() => {
        const { executions, express } = this.#parts.context;
        if (!executions.isClosed) express.remove(executionArn);
      })
      .catch((error) => {
        if (!isClosed(error)) throw error;
      });
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
    this.#run({ machine, revision }, { ...head, record }, context.executions.redrive(record), { earlier: events });
    return record;
  }

  /** Goes on with an execution that an earlier process left, once; answers its handle, undefined where it has ended. */
  resume(arn: string): Running | undefined {
    const { context, onResume } = this.#parts;
    const { executions, machines } = context;
    const known = executions.running(arn);
    const row = executions.get(arn);
    // Children go on with their map runs.
    if (known || row.status !== 'RUNNING' || row.mapRunArn !== undefined) return known;
    const { writer, resume } = executions.resume(row);
    const { head } = executions.read(arn);
    onResume(arn);
    const ran = { machine: machines.get(row.machineArn), revision: machines.revision(row.revisionId) };
    this.#run(ran, head, writer, { resume });
    return executions.running(arn);
  }

  /** Ends what executions that are over have left when their process ended. */
  endLeftovers(): void {
    endAllLeftovers(this.#parts.context, this.#parts.ports);
  }

  #run({ machine, revision }: Ran, head: ExecutionHead, writer: ExecutionWriter, goingOn: Earlier = {}): void {
    const { context, ports, runMachine, onLog, onStatusChange } = this.#parts;
    const { record, input } = head;
    const log = createLogger(revision, record.arn, record.redriveCount, onLog);
    if (!goingOn.resume) onStatusChange(statusChange(record, input));
    const handle = runMachine({
      ...this.#request(machine, revision, record),
      ...traced(parseTraceHeader(record.traceHeader)),
      input: JSON.parse(input),
      onEvent(event) {
        writer.onEvent(event);
        log?.(event);
      },
      onNote: writer.onNote,
      ...goingOn,
    });
    const ended = handle.done
      .then((result) => {
        this.#end(head, writer, result);
        // It may have ended before all that it had begun went on.
        if (goingOn.resume) endLeftovers(context, ports, record.arn);
      })
      .catch((error) => {
        if (!isClosed(error)) throw error;
      });
    context.executions.track({ handle, head, ended });
  }

  #end({ record, input }: ExecutionHead, writer: ExecutionWriter, result: RunResult): void {
    const { context, onStatusChange } = this.#parts;
    const output = result.status === 'SUCCEEDED' ? result.output : undefined;
    const failure = result.status === 'SUCCEEDED' ? {} : { error: result.error, cause: result.cause };
    const ended: ExecutionRecord = {
      ...record,
      ...Object.fromEntries(Object.entries(failure).filter(([, value]) => value !== undefined)),
      status: result.status,
      stopDate: context.clock.now(),
    };
    writer.end(ended, output);
    onStatusChange(statusChange(ended, input, output));
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

const traced = (trace: TraceHeader | undefined): Pick<RunRequest, 'trace'> => (trace ? { trace } : {});

/** A machine that was deleted goes with its last execution. */
function finishDeleting({ machines, executions }: StatesContext, machineArn: string): void {
  const machine = machines.find(machineArn);
  if (machine?.status !== 'DELETING') return;
  if (!executions.isRunning(machineArn)) machines.remove(machine);
}

/** Its trace is kept as it was given, or as it was decided. */
function newRecord(
  request: StartRequest,
  arn: string,
  startDate: number,
  trace: TraceHeader | undefined,
): ExecutionRecord {
  const { machine, revision, name, versionArn, aliasArn, traceHeader: given } = request;
  const isDecided = parseTraceHeader(given)?.isSampled !== undefined;
  const traceHeader = isDecided || trace === undefined ? given : traceHeaderText(trace);
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
