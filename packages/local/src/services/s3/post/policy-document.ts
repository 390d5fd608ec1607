import { AwsError } from '#gateway/aws-error.ts';

/** What a policy asks of a field of the form, or of the length of the file. */
export type PolicyCondition =
  | { readonly operator: 'eq' | 'starts-with'; readonly name: string; readonly value: string }
  | { readonly operator: 'content-length-range'; readonly least: number; readonly most: number };

export interface PostPolicy {
  /** Milliseconds since the epoch. */
  readonly expiration: number;
  readonly conditions: readonly PolicyCondition[];
}

/**
 * Reads a policy document, base64 of JSON; throws `InvalidPolicyDocument`, as S3 says it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function readPostPolicy(encoded: string): PostPolicy {
  const document = parse(encoded);
  if (typeof document !== 'object' || document === null) throw invalid('Invalid JSON.');
  const { expiration, conditions }: { readonly expiration?: unknown; readonly conditions?: unknown } = document;
  if (expiration === undefined) throw invalid('Policy missing expiration.');
  if (!Array.isArray(conditions)) throw invalid('Policy missing conditions.');
  return { expiration: readExpiration(expiration), conditions: conditions.map(readCondition) };
}

function parse(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
  } catch {
    throw invalid('Invalid JSON.');
  }
}

const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

function readExpiration(value: unknown): number {
  const time = typeof value === 'string' && ISO_8601.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time)) throw invalid(`Invalid 'expiration' value: '${String(value)}'`);
  return time;
}

/** `{"acl": "private"}` is short for `["eq", "$acl", "private"]`. */
function readCondition(written: unknown): PolicyCondition {
  if (Array.isArray(written)) return readList(written);
  const pairs = typeof written === 'object' && written !== null ? Object.entries(written) : [];
  const [pair] = pairs;
  if (!pair || pairs.length > 1) {
    throw invalid('Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.');
  }
  const [name, value]: readonly [string, unknown] = pair;
  if (typeof value !== 'string') throw invalid('Invalid Simple-Condition: value must be a string.');
  return { operator: 'eq', name: `$${name}`, value };
}

function readList(written: readonly unknown[]): PolicyCondition {
  const [operator, first, second] = written;
  const name = typeof operator === 'string' ? operator.toLowerCase() : '';
  if (name === 'content-length-range') {
    if (!isLength(first) || !isLength(second) || written.length > 3) {
      throw invalid('Invalid content-length-range: it must have two numbers.');
    }
    return { operator: name, least: first, most: second };
  }
  if (name !== 'eq' && name !== 'starts-with')
    throw invalid(`Invalid Condition: unknown operation '${String(operator)}'.`);
  if (typeof first !== 'string' || typeof second !== 'string' || written.length > 3) {
    throw invalid(`Invalid Condition: wrong number of arguments or argument that is no string for '${name}'.`);
  }
  return { operator: name, name: first, value: second };
}

const isLength = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

const invalid = (message: string) => new AwsError('InvalidPolicyDocument', `Invalid Policy: ${message}`);
