import type { Json } from '#local/json.ts';
import { Abandoned, StatesError } from '../error.ts';
import { execute } from '../execute.ts';
import type { CompiledStates } from '../execution/program.ts';
import type { ExecutionType } from '../execution/run.ts';
import type { Visit } from '../execution/visit.ts';
import { Lifeline } from '../lifeline.ts';
import type { ChildContext } from '../ports.ts';
import type { Batch } from './batcher.ts';
import type { MapRun } from './map-run.ts';
import type { ResultSink } from './results.ts';
import { Slots } from './slots.ts';
import { exceeds, thresholdExceeded } from './tolerance.ts';

/** Child executions at a time in this process; AWS runs up to 10,000. */
const MOST_CONCURRENT = 1_000;
/** Children started after which others get a turn. */
const CHILDREN_A_TURN = 500;

export interface Children {
  readonly processor: CompiledStates;
  readonly type: ExecutionType;
  readonly batches: AsyncIterable<Batch>;
  /** Items altogether, where it is known beforehand. */
  readonly total: number | undefined;
}

/**
 * Runs a child execution for each batch. Items are read only as children are started, and a child's result is handed
 * on when it ends, so that memory does not grow with their number.
 */
export async function runChildren(visit: Visit, mapRun: MapRun, children: Children, sink: ResultSink): Promise<void> {
  const lifeline = new Lifeline(visit.thread.lifeline);
  const slots = new Slots(limitOf(mapRun));
  mapRun.onConcurrency = () => slots.resize(limitOf(mapRun));
  const running = new Set<Promise<void>>();
  let failure: unknown;
  let index = 0;
  try {
    for await (const batch of children.batches) {
      await slots.take();
      if (failure !== undefined || lifeline.isCut) break;
      const child = runChild(visit, mapRun, children, { batch, index, lifeline }, sink)
        .catch((error: unknown) => {
          failure ??= error;
          lifeline.cut();
        })
        .finally(() => {
          slots.release();
          running.delete(child);
        });
      running.add(child);
      index += 1;
      if (index % CHILDREN_A_TURN === 0) await visit.thread.sleep(1);
    }
    await Promise.all(running);
  } finally {
    lifeline.cut();
    lifeline.release();
  }
  if (failure !== undefined) throw failure;
  if (exceeds(mapRun.tolerance, mapRun.failedItems, mapRun.items.total)) throw thresholdExceeded();
}

const limitOf = ({ maxConcurrency }: MapRun): number =>
  maxConcurrency > 0 ? Math.min(maxConcurrency, MOST_CONCURRENT) : MOST_CONCURRENT;

interface Child {
  readonly batch: Batch;
  readonly index: number;
  readonly lifeline: Lifeline;
}

async function runChild(
  visit: Visit,
  mapRun: MapRun,
  children: Children,
  child: Child,
  sink: ResultSink,
): Promise<void> {
  const { ports } = visit.thread.run;
  const { batch, lifeline } = child;
  const name = ports.ids.uuid();
  mapRun.started(batch.items);
  const result = await ports.children.start({
    mapRunArn: mapRun.arn,
    name,
    input: batch.input,
    type: children.type,
    run: (context) => runMachine(visit, mapRun, children, { name, input: batch.input, lifeline }, context),
    signal: lifeline.signal,
  });
  mapRun.ended(batch.items, result.status);
  if (lifeline.isCut) throw new Abandoned();
  await sink.add({ index: child.index, name, input: batch.input, machineArn: mapRun.machineArn, result });
  if (exceeds(mapRun.tolerance, mapRun.failedItems, children.total)) throw thresholdExceeded();
}

/** The item processor as an execution of its own. */
async function runMachine(
  visit: Visit,
  mapRun: MapRun,
  { processor, type }: Children,
  child: { readonly name: string; readonly input: Json; readonly lifeline: Lifeline },
  context: ChildContext,
): Promise<Json> {
  const { run } = visit.thread;
  const execution = execute({ ...processor, timeoutSeconds: undefined }, child.input, run.ports, {
    identity: {
      executionArn: context.executionArn,
      executionName: child.name,
      startTime: context.startTime,
      roleArn: run.identity.roleArn,
      stateMachineArn: mapRun.machineArn,
      stateMachineName: mapRun.machineArn.split(':').at(-1) ?? '',
    },
    type,
    keepHistory: false,
    ...(context.onEvent !== undefined && { onEvent: context.onEvent }),
  });
  const stop = (): void => execution.stop();
  child.lifeline.signal.addEventListener('abort', stop, { once: true });
  const result: ExecutionOutcome = await execution.result;
  child.lifeline.signal.removeEventListener('abort', stop);
  if (result.status === 'SUCCEEDED') return result.output.value;
  throw result.status === 'ABORTED' ? new Abandoned() : new StatesError(result.error, result.cause);
}

type ExecutionOutcome = Awaited<ReturnType<typeof execute>['result']>;
