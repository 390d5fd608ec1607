import type { Json } from '#local/json.ts';
import type { MapState } from '../definition/types.ts';
import { chain, type Eventual } from '../eventual.ts';
import type { Build, StateKind } from '../execution/program.ts';
import type { Visit } from '../execution/visit.ts';
import { compileDistributed } from '../map/distributed.ts';
import { runInline } from '../map/inline.ts';
import { compileItemSelector } from '../map/item-selector.ts';
import { compileItems } from '../map/items.ts';
import { type Payload, payloadOf } from '../payload.ts';
import { compileRecovery } from '../recovery/recovery.ts';
import { compileSelection } from './input.ts';

/** Runs an item processor on each item. https://docs.aws.amazon.com/step-functions/latest/dg/state-map.html */
export const mapState: StateKind<MapState> = (state, build) => {
  const { language } = build;
  const subjectOf = compileSelection(state, language);
  const run = isDistributed(state) ? compileDistributed(state, build) : compileInline(state, build);
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

const isDistributed = ({ ItemProcessor }: MapState): boolean => ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED';

function compileInline(state: MapState, build: Build): (visit: Visit, subject: Json) => Eventual<Payload> {
  const itemsOf = compileItems(state, build.language);
  const concurrencyOf = build.language.number({ ...state }, 'MaxConcurrency', 'integer');
  const selector = compileItemSelector(state, build.language);
  const machine = state.ItemProcessor ?? state.Iterator;
  if (machine === undefined) throw new SyntaxError("A Map state needs an 'ItemProcessor'");
  const processor = build.states(machine);
  return (visit, subject) =>
    chain(itemsOf(visit, subject), (items) =>
      chain(concurrencyOf?.(visit, subject) ?? 0, (concurrency) => {
        visit.noting?.({ maxConcurrency: concurrency });
        const work = visit.thread.run.inspection?.work;
        const select = selector && ((item: Parameters<typeof selector>[2]) => selector(visit, subject, item));
        if (work !== undefined) return inspectItems(visit, items, select, work);
        const started = visit.record('MapStateStarted', 'mapStateStartedEventDetails', { length: items.length });
        return runInline(visit, { items, concurrency, processor, select }, started);
      }),
    );
}

/** What TestState shows of the items, and the mocked result in place of the iterations. */
async function inspectItems(
  visit: Visit,
  items: readonly Json[],
  select: ((item: { index: number; value: Json }) => Eventual<Json>) | undefined,
  work: (effective: Json) => Json | Promise<Json>,
): Promise<Payload> {
  visit.noting?.({ afterItemsPath: items });
  const selected: Json[] = [];
  for (const [index, value] of items.entries()) selected.push(await (select?.({ index, value }) ?? value));
  if (select !== undefined) visit.noting?.({ afterItemSelector: selected });
  return payloadOf(await work(selected));
}
