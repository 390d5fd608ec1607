import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { ConditionKeys } from '#gateway/service.ts';

/**
 * The condition keys of the tags that a request would set or take away: `aws:RequestTag/…` and `aws:TagKeys`. APIs write
 * tags as a list of keys with values, or as a map.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requesttag
 */
export function tagKeys(input: JsonObject): ConditionKeys | undefined {
  const tags = pairs(input.Tags ?? input.tags);
  const removed = input.TagKeys ?? input.tagKeys;
  const keys = Array.isArray(removed) ? removed.map(String) : tags.map(([key]) => key);
  if (keys.length === 0) return undefined;
  return { 'aws:TagKeys': keys, ...Object.fromEntries(tags.map(([key, value]) => [`aws:RequestTag/${key}`, value])) };
}

function pairs(tags: Json | undefined): readonly (readonly [string, string])[] {
  if (Array.isArray(tags)) {
    return tags
      .filter(isJsonObject)
      .map((tag) => [String(tag.Key ?? tag.key ?? ''), String(tag.Value ?? tag.value ?? '')] as const);
  }
  return isJsonObject(tags) ? Object.entries(tags).map(([key, value]) => [key, String(value)] as const) : [];
}
