import { Abandoned, StatesError } from '../error.ts';
import { execute } from '../execute.ts';
import { CancellationScope } from '../execution/cancellation-scope.ts';
import type { CompiledStates } from '../execution/program.ts';
import type { ExecutionType } from '../execution/run.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import { givenPayload, type Payload } from '../payload.ts';
import type { ChildContext, EarlierChild } from '../ports.ts';
import type { Batch } from './batcher.ts';
import type { MapRun } from './map-run.ts';
import type { ResultSink } from './results.ts';
import { Slots } from './slots.ts';
import { exceeds, thresholdExceeded } from './tolerance.ts';

/** Child executions at a time, also where no limit is named. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
const MOST_CONCURRENT = 10_000;
/** Children started after which others get a turn. */
const CHILDREN_A_TURN = 500;

export interface Children {
  readonly processor: CompiledStates;
  readonly type: ExecutionType;
  readonly batches: AsyncIterable<Batch>;
  /** Items altogether, where it is known beforehand. */
  readonly total: number | undefined;
  /** Those that there were before, when the map run is redriven or its process has ended. */
  readonly earlier: readonly EarlierChild[];
}

/**
 * Runs a child execution for each batch. Items are read only as children are started, and a child's result is handed
 * on when it ends, so that memory does not grow with their number.
 */
export async function runChildren(
  execution: StateExecution,
  mapRun: MapRun,
  children: Children,
  sink: ResultSink,
): Promise<void> {
  const cancellation = new CancellationScope(execution.thread.cancellation);
  const slots = new Slots(limitOf(mapRun));
  mapRun.onConcurrency = () => slots.resize(limitOf(mapRun));
  const course: Course = { execution, mapRun, children, sink, slots, cancellation, failure: undefined };
  try {
    await keepEnded(mapRun, children, sink);
    if (exceeds(mapRun.tolerance, mapRun.failedItems, children.total)) course.failure = thresholdExceeded();
    await startAll(course);
    await slots.idle();
  } finally {
    cancellation.cancel();
    cancellation.release();
  }
  if (course.failure !== undefined) throw course.failure;
  if (exceeds(mapRun.tolerance, mapRun.failedItems, mapRun.items.total)) throw thresholdExceeded();
}

/** The children of a map run under way, and why no more are started. */
interface Course {
  readonly execution: StateExecution;
  readonly mapRun: MapRun;
  readonly children: Children;
  readonly sink: ResultSink;
  readonly slots: Slots;
  readonly cancellation: CancellationScope;
  failure: unknown;
}

async function startAll(course: Course): Promise<void> {
  const { execution, mapRun, children, sink, slots, cancellation } = course;
  let started = 0;
  for await (const planned of plan(mapRun, children)) {
    await slots.take();
    if (course.failure !== undefined || cancellation.isCancelled) {
      slots.release();
      if (sink.pending === undefined) return;
      await sink.pending({ index: planned.index, input: planned.input, machineArn: mapRun.machineArn });
      continue;
    }
    void runInSlot(course, planned);
    started += 1;
    if (started % CHILDREN_A_TURN === 0) await execution.thread.sleep(1);
  }
}

async function runInSlot(course: Course, planned: Planned): Promise<void> {
  const { execution, mapRun, children, sink, slots, cancellation } = course;
  try {
    await runChild(execution, mapRun, children, { ...planned, cancellation }, sink);
  } catch (error) {
    course.failure ??= error;
    cancellation.cancel();
  } finally {
    slots.release();
  }
}

const limitOf = ({ maxConcurrency }: MapRun): number =>
  maxConcurrency > 0 ? Math.min(maxConcurrency, MOST_CONCURRENT) : MOST_CONCURRENT;

/** A child that is to run. */
interface Planned {
  readonly input: Payload;
  readonly items: number;
  readonly index: number;
  readonly before?: EarlierChild;
}

interface Child extends Planned {
  readonly cancellation: CancellationScope;
}

/** Those that there were before come first, with the input that they had; then those that never were. */
async function* plan({ redriveCount }: MapRun, { batches, earlier }: Children): AsyncIterable<Planned> {
  for (const child of earlier) {
    const { input, items, index } = child;
    if (isToRun(child, redriveCount)) yield { input, items, index, before: child };
  }
  const known = new Set(earlier.map(({ index }) => index));
  let index = 0;
  for await (const batch of batches) {
    if (!known.has(index)) yield { input: givenPayload(batch.input), items: batch.items, index };
    index += 1;
  }
}

/** One that had not ended goes on; one that ended badly runs again where the map run has been redriven since. */
const isToRun = ({ attempt, result }: EarlierChild, redriveCount: number): boolean =>
  result === undefined || (result.status !== 'SUCCEEDED' && attempt < redriveCount);

async function keepEnded(mapRun: MapRun, { earlier }: Children, sink: ResultSink): Promise<void> {
  for (const child of earlier) {
    const { name, index, items, input, result } = child;
    if (result === undefined || isToRun(child, mapRun.redriveCount)) continue;
    mapRun.kept(items, result.status);
    await sink.add({ index, name, input, machineArn: mapRun.machineArn, result });
  }
}

async function runChild(
  execution: StateExecution,
  mapRun: MapRun,
  children: Children,
  child: Child,
  sink: ResultSink,
): Promise<void> {
  const { ports } = execution.thread.run;
  const { input, items, index, cancellation, before } = child;
  const name = before?.name ?? ports.ids.uuid();
  mapRun.started(items);
  const result = await ports.children.start({
    mapRunArn: mapRun.arn,
    parent: { executionArn: execution.thread.run.identity.executionArn, stateName: execution.state.name },
    name,
    input,
    index,
    items,
    attempt: mapRun.redriveCount,
    ...(before !== undefined && { before }),
    type: children.type,
    run: (context) => runMachine(execution, mapRun, children, { name, input, cancellation }, context),
    signal: cancellation.signal,
  });
  mapRun.ended(items, result.status);
  await sink.add({ index, name, input, machineArn: mapRun.machineArn, result });
  if (cancellation.isCancelled) throw new Abandoned();
  if (exceeds(mapRun.tolerance, mapRun.failedItems, children.total)) throw thresholdExceeded();
}

/** The item processor as an execution of its own. */
async function runMachine(
  execution: StateExecution,
  mapRun: MapRun,
  { processor, type }: Children,
  child: { readonly name: string; readonly input: Payload; readonly cancellation: CancellationScope },
  context: ChildContext,
): Promise<Payload> {
  const { run } = execution.thread;
  const started = execute({ ...processor, timeoutSeconds: undefined }, child.input.value, run.ports, {
    inputText: child.input.text,
    identity: {
      executionArn: context.executionArn,
      executionName: child.name,
      startTime: context.startTime,
      roleArn: run.identity.roleArn,
      stateMachineArn: mapRun.machineArn,
      stateMachineName: mapRun.machineArn.split(':').at(-1) ?? '',
      ...(context.redriven !== undefined && {
        redriveCount: context.redriven.count,
        redriveTime: context.redriven.time,
      }),
    },
    type,
    keepHistory: false,
    ...(context.redrive !== undefined && { redrive: context.redrive }),
    ...(context.onEvent !== undefined && { onEvent: context.onEvent }),
    ...(context.onNote !== undefined && { onNote: context.onNote }),
    ...(context.resume !== undefined && { resume: context.resume }),
  });
  // A scope of its own: thousands of listeners on one signal would make each that goes look through all of them.
  const scope = new CancellationScope(child.cancellation);
  scope.onCancelled(() => started.stop());
  const result: ExecutionOutcome = await started.result;
  scope.release();
  if (result.status === 'SUCCEEDED') return result.output;
  throw result.status === 'ABORTED' ? new Abandoned() : new StatesError(result.error, result.cause);
}

type ExecutionOutcome = Awaited<ReturnType<typeof execute>['result']>;
