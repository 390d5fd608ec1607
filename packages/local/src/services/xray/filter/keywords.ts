import type { Comparison } from '#services/xray/filter/nodes.ts';

export type KeywordKind = 'boolean' | 'number' | 'string';

/** https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html#console-filters-syntax */
const KEYWORDS: Readonly<Record<string, KeywordKind>> = {
  ok: 'boolean',
  error: 'boolean',
  throttle: 'boolean',
  fault: 'boolean',
  partial: 'boolean',
  inferred: 'boolean',
  root: 'boolean',
  responsetime: 'number',
  duration: 'number',
  'http.status': 'number',
  'http.url': 'string',
  'http.method': 'string',
  'http.useragent': 'string',
  'http.clientip': 'string',
  user: 'string',
  name: 'string',
  type: 'string',
  message: 'string',
  availabilityzone: 'string',
  'instance.id': 'string',
  'resource.arn': 'string',
};

/** Keywords of AWS's that are refused by name. */
const NOT_HERE = /^(?:first|last|remote|index|coverage|json|group\b.*|rootcause\b.*)$/;

export const kindOfKeyword = (name: string): KeywordKind | undefined =>
  Object.hasOwn(KEYWORDS, name) ? KEYWORDS[name] : undefined;

export const isKeywordNotHere = (name: string): boolean => NOT_HERE.test(name);

const EQUALITY: readonly Comparison[] = ['=', '!='];

/** What a kind can be compared by. */
export const COMPARISONS: Readonly<Record<KeywordKind | 'annotation', readonly Comparison[]>> = {
  boolean: EQUALITY,
  number: [...EQUALITY, '<', '<=', '>', '>='],
  string: [...EQUALITY, 'CONTAINS', 'BEGINSWITH', 'ENDSWITH'],
  annotation: [...EQUALITY, '<', '<=', '>', '>=', 'CONTAINS', 'BEGINSWITH', 'ENDSWITH'],
};
