import type { Json } from '#asl/json.ts';
import type { ItemProcessor, MapState } from '../definition/types.ts';
import { chain, type Eventual } from '../execution/eventual.ts';
import type { Build, CompiledStates, StateKind } from '../execution/program.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { MapItem } from '../execution/thread.ts';
import { compileDistributed } from '../map/distributed.ts';
import { runInline } from '../map/inline.ts';
import { inspectItems } from '../map/inspect-items.ts';
import { compileItemSelector } from '../map/item-selector.ts';
import { compileItems, STATE_DATA } from '../map/items.ts';
import type { Payload } from '../payload.ts';
import { compileSelection } from './input.ts';
import { compileRecovery } from './recovery/recovery.ts';

/** Runs an item processor on each item. https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html */
export const mapState: StateKind<MapState> = (state, build) => {
  const { language } = build;
  const subjectOf = compileSelection(state, language);
  const run = compileRun(state, build);
  const exit = language.exit(state);
  const go = build.transition(state);
  const recover = compileRecovery(state, build, 'MapStateFailed');
  return (execution) =>
    recover(execution, () =>
      chain(subjectOf(execution), (subject) =>
        chain(run(execution, subject), (results) => {
          execution.result = results.value;
          execution.noting?.({ result: results.value });
          return chain(exit(execution, subject, results.value, execution.noting), (exited) =>
            go(execution.leave(exited, results)),
          );
        }),
      ),
    );
};

/** The item processor's mode decides; `Iterator` is its older name. */
function compileRun(state: MapState, build: Build): (execution: StateExecution, subject: Json) => Eventual<Payload> {
  const machine: ItemProcessor | undefined = state.ItemProcessor ?? state.Iterator;
  if (machine === undefined) throw new SyntaxError("A Map state needs an 'ItemProcessor'");
  const processor = build.states(machine);
  const config = machine.ProcessorConfig;
  if (config?.Mode === 'DISTRIBUTED')
    return compileDistributed(state, build, { processor, type: config.ExecutionType });
  return compileInline(state, build, processor);
}

/** Functions of both languages whose value is another one each time. */
const VOLATILE = /\$(?:random|shuffle|uuid|now|millis)\b|States\.(?:MathRandom|UUID)/;

type ItemsOf = (execution: StateExecution, subject: Json) => Eventual<readonly Json[]>;

/** Iterations are known by their index: a Map that goes on after its process ended goes on with the items that it had. */
function compileKeptItems({ Items, Parameters }: MapState, itemsOf: ItemsOf): ItemsOf {
  if (!VOLATILE.test(JSON.stringify([Items, Parameters]))) return itemsOf;
  return (execution, subject) =>
    (execution.replay && execution.note?.items) ??
    chain(itemsOf(execution, subject), (items) => {
      execution.keep({ items });
      return items;
    });
}

const ofState = (value: Json) => ({ value, source: STATE_DATA });

function compileInline(state: MapState, { language }: Build, processor: CompiledStates) {
  const itemsOf = compileKeptItems(state, compileItems(state, language));
  const concurrencyOf = language.number({ ...state }, 'MaxConcurrency', 'integer');
  const selector = compileItemSelector(state, language);
  return (execution: StateExecution, subject: Json): Eventual<Payload> =>
    chain(itemsOf(execution, subject), (items) =>
      chain(concurrencyOf?.(execution, subject) ?? 0, (concurrency) => {
        execution.noting?.({ maxConcurrency: concurrency });
        const work = execution.thread.run.inspection?.work;
        if (work !== undefined) return inspectItems(execution, subject, { items: items.map(ofState), selector }, work);
        const select = selector && ((item: MapItem) => selector(execution, subject, item));
        const started = execution.record('MapStateStarted', 'mapStateStartedEventDetails', { length: items.length });
        return runInline(execution, { items, concurrency, processor, select }, started);
      }),
    );
}
