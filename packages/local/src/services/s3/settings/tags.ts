import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import type { XmlContent } from '#gateway/xml.ts';
import { many, one, readDocument } from '#services/s3/settings/document.ts';

export type Tags = Readonly<Record<string, string>>;

/** What https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html allows. */
const LEGAL = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** From the header `x-amz-tagging`: `a=1&b=2`. */
export function parseTagging(header: string): Tags {
  const pairs = [...new URLSearchParams(header)];
  return checkTags(pairs, 10);
}

/** Element that holds tags. */
export const tagElement = one({ Key: z.string(), Value: z.string() });
const tagging = one({ TagSet: one({ Tag: many(tagElement) }) });

/** From a `Tagging` document; a bucket may have fifty, an object ten. */
export const readTags = (body: string, most: number): Tags =>
  readTagList(readDocument('Tagging', tagging, body).TagSet.Tag, most);

export const readTagList = (tags: readonly z.infer<typeof tagElement>[], most: number): Tags =>
  checkTags(
    tags.map(({ Key, Value }) => [Key, Value]),
    most,
  );

export function checkTags(pairs: readonly (readonly [string, string])[], most: number): Tags {
  if (pairs.length > most) {
    throw new AwsError('BadRequest', `Object tags cannot be greater than ${most}`);
  }
  const tags = new Map<string, string>();
  for (const [key, value] of pairs) {
    if (key === '' || key.length > 128 || !LEGAL.test(key)) throw invalidTag('The TagKey you have provided is invalid');
    if (value.length > 256 || !LEGAL.test(value)) throw invalidTag('The TagValue you have provided is invalid');
    if (tags.has(key)) throw invalidTag('Cannot provide multiple Tags with the same key');
    tags.set(key, value);
  }
  return Object.fromEntries(tags);
}

const invalidTag = (message: string) => new AwsError('InvalidTag', message);

export const tagSet = (tags: Tags): XmlContent => ({
  TagSet: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
});
