import { type Clock, held } from '#asl/clock.ts';
import type { Json } from '#asl/json.ts';
import { isJsonObject } from '#asl/json.ts';
import type { MapState } from '../definition/types.ts';
import type { StateExecution } from '../execution/state-execution.ts';
import type { Language } from '../language/language.ts';
import type { Entry, ItemSource, ReadItem } from './item-reader/item-reader.ts';
import { readItems } from './item-reader/read-items.ts';
import { compileEntries, STATE_DATA } from './items.ts';
import { objectCaller } from './object-caller.ts';

/** Where the items of a distributed Map come from. */
export interface Source {
  /** Undefined where nobody knows before all are read. */
  readonly count: number | undefined;
  /** Evaluates what the reader needs; called after MapStateStarted. */
  open(): Promise<AsyncIterable<ReadItem>>;
}

/** The state's own data, or what its `ItemReader` names. */
export function compileSource(
  state: MapState,
  language: Language,
): (execution: StateExecution, subject: Json) => Promise<Source> {
  if (state.ItemReader !== undefined) return compileReader(state.ItemReader, language);
  const entriesOf = compileEntries(state, language);
  return async (execution, subject) => {
    const entries = await entriesOf(execution, subject);
    return { count: entries.length, open: async () => oneByOne(entries) };
  };
}

async function* oneByOne(entries: readonly Entry[]): AsyncIterable<ReadItem> {
  for (const entry of entries) yield { ...entry, source: STATE_DATA };
}

function compileReader(reader: NonNullable<MapState['ItemReader']>, language: Language) {
  const { MaxItems, MaxItemsPath, ...config } = reader.ReaderConfig ?? {};
  const mostOf = language.number({ MaxItems, MaxItemsPath }, 'MaxItems', 'integer');
  const configOf = language.template(config, 'ItemReader/ReaderConfig');
  const parametersOf = language.integration({ ...reader }, 'ItemReader');
  return async (execution: StateExecution, subject: Json): Promise<Source> => ({
    count: undefined,
    async open() {
      const most = await mostOf?.(execution, subject);
      const filled = await configOf(execution, subject);
      const source: ItemSource = {
        resource: reader.Resource,
        parameters: await parametersOf(execution, subject),
        config: { ...(isJsonObject(filled) && filled), ...(most !== undefined && { MaxItems: most }) },
        ...objectCaller(execution),
      };
      const { objects, clock } = execution.thread.run.ports;
      const items = readItems(source, objects);
      return clock.holdFor === undefined ? items : heldWhileRead(clock, items);
    },
  });
}

/** Items whose reading holds the clock: files are decompressed and programs loaded in the machine's own time. */
async function* heldWhileRead(clock: Clock, items: AsyncIterable<ReadItem>): AsyncIterable<ReadItem> {
  const reading = items[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await held(clock, reading.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await reading.return?.();
  }
}
