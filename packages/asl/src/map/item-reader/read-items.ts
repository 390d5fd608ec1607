import { StatesError } from '../../error.ts';
import type { ObjectPort } from '../../ports.ts';
import { readerFailed, whyOf } from './failure.ts';
import type { ItemSource, ReadItem, ReadItems } from './item-reader.ts';
import { listItems } from './list.ts';
import { manifestItems } from './manifest.ts';
import { itemLimit } from './max-items.ts';
import { readObject } from './read-object.ts';

/** Reads what an `ItemReader` names, one item at a time: memory does not grow with the number of items. */
export const readItems: ReadItems = async function* (source, objects) {
  try {
    const limit = itemLimit(source.config.MaxItems);
    let count = 0;
    for await (const item of itemsOf(source, objects)) {
      yield item;
      count += 1;
      if (count >= limit) return;
    }
  } catch (error) {
    throw error instanceof StatesError ? error : readerFailed(whyOf(error));
  }
};

function itemsOf(source: ItemSource, objects: ObjectPort): AsyncIterable<ReadItem> {
  const action = source.resource.split(':').at(-1);
  switch (action) {
    case 'listObjectsV2':
      return listItems(source, objects);
    case 'getObject':
      return isManifest(source) ? manifestItems(source, objects) : readObject(source, objects);
    default:
      throw readerFailed(`The ItemReader resource ${source.resource} is not supported`);
  }
}

const isManifest = ({ config }: ItemSource): boolean =>
  config.InputType === 'MANIFEST' || config.ManifestType !== undefined;
