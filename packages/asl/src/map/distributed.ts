import type { Json } from '#asl/json.ts';
import type { MapState } from '../definition/types.ts';
import { isTerminal, StatesError } from '../error.ts';
import type { Build, CompiledStates } from '../execution/program.ts';
import type { Replay } from '../execution/resume/replay.ts';
import type { ExecutionType } from '../execution/run.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import { failureDetails } from '../history/events.ts';
import { type Payload, payloadOf } from '../payload.ts';
import { compileBatcher } from './batcher.ts';
import { inspectItems } from './inspect-items.ts';
import type { ReadItem } from './item-reader/item-reader.ts';
import { compileItemSelector, type ItemSelector } from './item-selector.ts';
import { inputOf } from './items.ts';
import { type EarlierMapRun, MapRun } from './map-run.ts';
import { compileResultSink } from './result-writer.ts';
import type { ResultSink } from './results.ts';
import { type Children, runChildren } from './run-children.ts';
import { compileSource, type Source } from './source.ts';
import { compileTolerance } from './tolerance.ts';

/** A Map whose items are child executions. https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
export function compileDistributed(
  state: MapState,
  build: Build,
  machine: { readonly processor: CompiledStates; readonly type: ExecutionType },
): (execution: StateExecution, subject: Json) => Promise<Payload> {
  const { language } = build;
  const sourceOf = compileSource(state, language);
  const concurrencyOf = language.number({ ...state }, 'MaxConcurrency', 'integer');
  const toleranceOf = compileTolerance(state, language);
  const batcherOf = compileBatcher(state, language);
  const selector = compileItemSelector(state, language);
  const sinkOf = compileResultSink(state, language);
  return async (execution, subject) => {
    const source = await sourceOf(execution, subject);
    const maxConcurrency = (await concurrencyOf?.(execution, subject)) ?? 0;
    const work = execution.thread.run.inspection?.work;
    if (work !== undefined) {
      execution.noting?.({ maxConcurrency });
      await toleranceOf(execution, subject);
      const batcher = state.ItemBatcher && (await batcherOf(execution, subject));
      const items = await listOf(source);
      if (state.ItemReader?.ReaderConfig?.ItemsPointer !== undefined) {
        execution.noting?.({ afterItemsPointer: pointedAt(items) });
      }
      return inspectItems(execution, subject, { items, selector, batcher }, work);
    }
    execution.record('MapStateStarted', 'mapStateStartedEventDetails', { length: source.count ?? 0 });
    const tolerance = await toleranceOf(execution, subject);
    const batcher = await batcherOf(execution, subject);
    const items = await source.open();
    const resumed = execution.replay && mapRunBefore(execution.replay);
    const before = resumed ?? execution.mapRun;
    const expected = { items: source.count, executions: state.ItemBatcher ? undefined : source.count };
    const label = state.Label ?? execution.ports.ids.uuid();
    const mapRun = new MapRun(execution, { label, maxConcurrency, tolerance, expected, before });
    const batches = batcher(selected(items, execution, subject, selector));
    const earlier = before && (await execution.thread.run.ports.children.earlier(before.arn));
    if (resumed !== undefined && earlier !== undefined) mapRun.update(earlier.limits);
    const children: Children = { ...machine, batches, total: source.count, earlier: earlier?.children ?? [] };
    return recordRun(execution, mapRun, async () => {
      const sink = await sinkOf(execution, subject, mapRun);
      await runChildren(execution, mapRun, children, sink).catch((error: unknown) => leaveResults(sink, error));
      return payloadOf(await sink.result());
    });
  };
}

/** The array or the object that the items were in. */
function pointedAt(items: readonly ReadItem[]): Json {
  const members = items.flatMap(({ key, value }) => (key === undefined ? [] : [[key, value] as const]));
  return members.length > 0 ? Object.fromEntries(members) : items.map(({ value }) => value);
}

async function listOf(source: Source): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const item of await source.open()) items.push(item);
  return items;
}

async function* selected(
  items: AsyncIterable<ReadItem>,
  execution: StateExecution,
  subject: Json,
  selector: ItemSelector | undefined,
): AsyncIterable<Json> {
  let index = 0;
  for await (const item of items) {
    yield selector === undefined ? inputOf(item) : await selector(execution, subject, { ...item, index });
    index += 1;
  }
}

/** What there is of results is written also where the map run fails, so that one can recover from them. */
async function leaveResults(sink: ResultSink, error: unknown): Promise<never> {
  if (sink.pending !== undefined) await sink.result().catch(() => undefined);
  throw error;
}

/** The map run that a process left under way. */
function mapRunBefore(replay: Replay): EarlierMapRun | undefined {
  const begun = replay.find('MapRunStarted') ?? replay.find('MapRunRedriven');
  const arn = (begun?.mapRunStartedEventDetails ?? begun?.mapRunRedrivenEventDetails)?.mapRunArn;
  if (begun === undefined || arn === undefined) return undefined;
  return { arn, redriveCount: begun.mapRunRedrivenEventDetails?.redriveCount ?? 0, since: begun.timestamp };
}

function recordBeginning(execution: StateExecution, { arn, redriveCount }: MapRun): number {
  if (redriveCount === 0) return execution.record('MapRunStarted', 'mapRunStartedEventDetails', { mapRunArn: arn });
  return execution.record('MapRunRedriven', 'mapRunRedrivenEventDetails', { mapRunArn: arn, redriveCount });
}

/** The events around a map run. */
async function recordRun(execution: StateExecution, mapRun: MapRun, run: () => Promise<Payload>): Promise<Payload> {
  const begun = recordBeginning(execution, mapRun);
  const { cancellation, run: whole } = execution.thread;
  try {
    await whole.ports.children.open(mapRun.arn, cancellation.signal);
    cancellation.throwIfCancelled();
    mapRun.begun();
    const results = await run();
    mapRun.finished('SUCCEEDED');
    execution.record('MapRunSucceeded');
    execution.recordAside('MapStateSucceeded');
    // As recorded since November 2024: what comes next follows the beginning of the map run, not its end.
    execution.thread.cursor = begun;
    return results;
  } catch (error) {
    mapRun.finished(error instanceof StatesError ? 'FAILED' : 'ABORTED');
    if (!(error instanceof StatesError) || isTerminal(error)) throw error;
    execution.hasFailedInside = true;
    execution.record('MapRunFailed', 'mapRunFailedEventDetails', failureDetails(error));
    throw error;
  }
}
