import { isJsonObject, type Json } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';

/** A service whose resources have tags. */
interface Tagging {
  readonly call: InProcess;
  /** The operation that lists them: services do not agree on its name. */
  readonly list: 'ListTagsOfResource' | 'ListTagsForResource';
}

/** Gives a resource the tags that the template has, and takes the others away. */
export async function changeTags({ call, list }: Tagging, ResourceArn: string, wanted: Json | undefined) {
  const { Tags: current } = await call(list, { ResourceArn });
  const [there, after] = [tagsOf(current), tagsOf(wanted)];
  const gone = [...there.keys()].filter((key) => !after.has(key));
  const added = [...after].filter(([key, value]) => there.get(key) !== value);
  if (gone.length > 0) await call('UntagResource', { ResourceArn, TagKeys: gone });
  if (added.length > 0) await call('TagResource', { ResourceArn, Tags: added.map(([Key, Value]) => ({ Key, Value })) });
}

const tagsOf = (tags: Json | undefined): Map<string, string> =>
  new Map((Array.isArray(tags) ? tags : []).filter(isJsonObject).map(({ Key, Value }) => [String(Key), String(Value)]));
