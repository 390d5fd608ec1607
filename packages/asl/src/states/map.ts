import type { Json } from '#asl/json.ts';
import type { ItemProcessor, MapState } from '../definition/types.ts';
import { chain, type Eventual } from '../eventual.ts';
import type { Build, CompiledStates, StateKind } from '../execution/program.ts';
import type { MapItem } from '../execution/thread.ts';
import type { Visit } from '../execution/visit.ts';
import { compileDistributed } from '../map/distributed.ts';
import { runInline } from '../map/inline.ts';
import { inspectItems } from '../map/inspect-items.ts';
import { compileItemSelector } from '../map/item-selector.ts';
import { compileItems, STATE_DATA } from '../map/items.ts';
import type { Payload } from '../payload.ts';
import { compileRecovery } from '../recovery/recovery.ts';
import { compileSelection } from './input.ts';

/** Runs an item processor on each item. https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html */
export const mapState: StateKind<MapState> = (state, build) => {
  const { language } = build;
  const subjectOf = compileSelection(state, language);
  const run = compileRun(state, build);
  const exit = language.exit(state);
  const go = build.transition(state);
  const recover = compileRecovery(state, build, 'MapStateFailed');
  return (visit) =>
    recover(visit, () =>
      chain(subjectOf(visit), (subject) =>
        chain(run(visit, subject), (results) => {
          visit.result = results.value;
          visit.noting?.({ result: results.value });
          return chain(exit(visit, subject, results.value, visit.noting), (exited) => go(visit.leave(exited, results)));
        }),
      ),
    );
};

/** The item processor's mode decides; `Iterator` is its older name. */
function compileRun(state: MapState, build: Build): (visit: Visit, subject: Json) => Eventual<Payload> {
  const machine: ItemProcessor | undefined = state.ItemProcessor ?? state.Iterator;
  if (machine === undefined) throw new SyntaxError("A Map state needs an 'ItemProcessor'");
  const processor = build.states(machine);
  const config = machine.ProcessorConfig;
  if (config?.Mode === 'DISTRIBUTED')
    return compileDistributed(state, build, { processor, type: config.ExecutionType });
  return compileInline(state, build, processor);
}

const ofState = (value: Json) => ({ value, source: STATE_DATA });

function compileInline(state: MapState, { language }: Build, processor: CompiledStates) {
  const itemsOf = compileItems(state, language);
  const concurrencyOf = language.number({ ...state }, 'MaxConcurrency', 'integer');
  const selector = compileItemSelector(state, language);
  return (visit: Visit, subject: Json): Eventual<Payload> =>
    chain(itemsOf(visit, subject), (items) =>
      chain(concurrencyOf?.(visit, subject) ?? 0, (concurrency) => {
        visit.noting?.({ maxConcurrency: concurrency });
        const work = visit.thread.run.inspection?.work;
        if (work !== undefined) return inspectItems(visit, subject, { items: items.map(ofState), selector }, work);
        const select = selector && ((item: MapItem) => selector(visit, subject, item));
        const started = visit.record('MapStateStarted', 'mapStateStartedEventDetails', { length: items.length });
        return runInline(visit, { items, concurrency, processor, select }, started);
      }),
    );
}
