import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { compilePattern, type Matcher } from '#local/events/pattern/compile.ts';
import { InvalidPattern } from '#local/events/pattern/invalid-pattern.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import type { Publication } from '#services/sns/publication.ts';
import type { MessageAttributes } from '#services/sqs/message.ts';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** Throws InvalidParameter. https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html */
export function compileFilter(policy: string): Matcher {
  try {
    const parsed: unknown = JSON.parse(policy);
    if (!isJsonObject(parsed)) throw new InvalidPattern('Filter is not an object');
    // A filter that asks for nothing lets everything pass.
    return Object.keys(parsed).length === 0 ? () => true : compilePattern(parsed);
  } catch (error) {
    throw invalidParameter(`FilterPolicy: ${error instanceof Error ? error.message : error}`);
  }
}

/** What a filter policy is matched with. A body that is no JSON object matches nothing. */
export function filtered(publication: Publication, scope: FilterScope): Json | undefined {
  return scope === 'MessageBody' ? parseBody(publication.message) : attributeValues(publication.attributes);
}

function parseBody(body: string): JsonObject | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const attributeValues = (attributes: MessageAttributes): JsonObject =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, { DataType, StringValue }]) => {
      if (StringValue === undefined) return [];
      return [[name, attributeValue(DataType, StringValue)]];
    }),
  );

function attributeValue(type: string, text: string): Json {
  if (type.startsWith('Number')) return Number(text);
  if (type !== 'String.Array') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
