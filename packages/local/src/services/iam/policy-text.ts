import type { ConditionContext } from '#services/iam/conditions/condition-context.ts';
import { ANY, glob, ONE, type Token } from '#services/iam/wildcard.ts';

/** A policy variable, such as `${aws:username, 'nobody'}`. */
export interface Variable {
  /** In lower case. */
  readonly key: string;
  readonly otherwise: string | undefined;
}

type Part = Token | Variable;

/**
 * A text of a policy: a resource, or a value of a condition, in which variables stand for values of the request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export type PolicyText = readonly Part[];

export interface TextOptions {
  /** Whether `*` and `?` stand for others: not where texts are compared for equality. */
  readonly wildcards: boolean;
  /** Policies of version 2008-10-17 have none: there `${aws:username}` is text. */
  readonly variables: boolean;
}

const VARIABLE = /\$\{([^}]*)\}/g;
/** `${*}`, `${?}` and `${$}`. */
const ESCAPES = new Set(['*', '?', '$']);

export function readText(text: string, { wildcards, variables }: TextOptions): PolicyText {
  const plain = (part: string): Part[] => [...part].map((sign) => (wildcards ? token(sign) : sign));
  if (!variables) return plain(text);
  const parts: Part[] = [];
  let end = 0;
  for (const { 0: whole, 1: inside = '', index } of text.matchAll(VARIABLE)) {
    parts.push(...plain(text.slice(end, index)), ESCAPES.has(inside) ? inside : variable(inside));
    end = index + whole.length;
  }
  return [...parts, ...plain(text.slice(end))];
}

const token = (sign: string): Token => (sign === '*' ? ANY : sign === '?' ? ONE : sign);

function variable(inside: string): Variable {
  const [, key = inside, otherwise] = /^([^,]*?)\s*,\s*'(.*)'\s*$/.exec(inside) ?? [];
  return { key: key.trim().toLowerCase(), otherwise };
}

export const variablesOf = (text: PolicyText): readonly Variable[] => text.filter(isVariable);

const isVariable = (part: Part): part is Variable => typeof part === 'object';

/** Undefined where a variable has no value in this request: then nothing is equal or like the text. */
export function resolve(text: PolicyText, context: ConditionContext): readonly Token[] | undefined {
  const tokens: Token[] = [];
  for (const part of text) {
    if (!isVariable(part)) {
      tokens.push(part);
      continue;
    }
    const values = context.get(part.key);
    const value = values?.length === 1 ? values[0] : part.otherwise;
    if (value === undefined) return undefined;
    tokens.push(...value);
  }
  return tokens;
}

/** What matches the text in a request; compiled once where no variable is in it. */
export function textPattern(text: PolicyText): (actual: string, context: ConditionContext) => boolean {
  if (text.some(isVariable)) {
    return (actual, context) => {
      const tokens = resolve(text, context);
      return tokens !== undefined && glob(tokens)(actual);
    };
  }
  const compiled = glob(text.flatMap((part) => (isVariable(part) ? [] : [part])));
  return (actual) => compiled(actual);
}

/**
 * ARNs are compared part by part, so that a wildcard does not reach over a colon; the last part may hold colons.
 * A value that a variable brings belongs to the part in which the variable stands.
 */
export function arnPattern(text: PolicyText): (actual: string, context: ConditionContext) => boolean {
  const patterns = splitAtColons(text).map(textPattern);
  return (actual, context) => {
    const parts = arnParts(actual);
    return parts.length === patterns.length && patterns.every((pattern, at) => pattern(parts[at] ?? '', context));
  };
}

function splitAtColons(text: PolicyText): readonly PolicyText[] {
  const parts: Part[][] = [[]];
  for (const part of text) {
    if (part === ':' && parts.length < 6) parts.push([]);
    else parts.at(-1)?.push(part);
  }
  return parts;
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(':')] : [])];
}
