import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { type Matcher, matcherOf } from '#local/events/pattern/compile.ts';
import { InvalidPattern } from '#local/events/pattern/invalid-pattern.ts';
import { subRules } from '#local/events/pattern/sub-rules.ts';
import { parseSyntax } from '#local/events/pattern/syntax.ts';
import { invalidParameter } from '#services/sns/errors.ts';
import { checkConstraints } from '#services/sns/filter-constraints.ts';
import type { Publication } from '#services/sns/publishing/publication.ts';
import type { MessageAttributes } from '#services/sqs/messages/message.ts';

export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** Where a subscription's filter looks. */
export const scopeOf = (attributes: Readonly<Record<string, string>>): FilterScope =>
  attributes.FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes';

/**
 * Compiles a filter policy. Throws InvalidParameter.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function compileFilter(policy: string, scope: FilterScope): Matcher {
  try {
    const syntax = parseSyntax(policy);
    // A filter that asks for nothing lets everything pass.
    if (syntax.kind === 'object' && syntax.members.length === 0) return () => true;
    checkConstraints(syntax, scope);
    return matcherOf(subRules(syntax));
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    throw invalidParameter(`FilterPolicy: ${error.message}`);
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
