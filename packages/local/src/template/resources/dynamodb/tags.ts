import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { Tables } from '#template/resources/dynamodb/tables.ts';

/** Gives a table the tags that the template has, and takes the others away. */
export async function changeTags(tables: Tables, { TableArn: arn }: JsonObject, wanted: Json | undefined) {
  const ResourceArn = arn ?? null;
  const { Tags: current } = await tables.call('ListTagsOfResource', { ResourceArn });
  const [there, after] = [tagsOf(current), tagsOf(wanted)];
  const gone = [...there.keys()].filter((key) => !after.has(key));
  const added = [...after].filter(([key, value]) => there.get(key) !== value);
  if (gone.length > 0) await tables.call('UntagResource', { ResourceArn, TagKeys: gone });
  if (added.length > 0)
    await tables.call('TagResource', { ResourceArn, Tags: added.map(([Key, Value]) => ({ Key, Value })) });
}

const tagsOf = (tags: Json | undefined): Map<string, string> =>
  new Map((Array.isArray(tags) ? tags : []).filter(isJsonObject).map(({ Key, Value }) => [String(Key), String(Value)]));
