import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';

type Fields = Readonly<Record<string, string>>;

/** How long the file may be; both ends count. */
export interface LengthRange {
  readonly least: number;
  readonly most: number;
}

const condition = z.union([
  z.record(z.string(), z.string()),
  z.tuple([z.string(), z.string(), z.string()]),
  z.tuple([z.string(), z.coerce.number(), z.coerce.number()]),
]);
const document = z.object({ expiration: z.string(), conditions: z.array(condition) });

/** Fields that need no condition. */
const FREE = new Set(['policy', 'file', 'x-amz-signature', 'signature', 'awsaccesskeyid']);

/**
 * Holds a form against its policy document, base64 of JSON; throws S3's refusals.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function checkPostPolicy(encoded: string, fields: Fields, bucket: string, now: number): LengthRange {
  const { expiration, conditions } = parse(encoded);
  if (!(Date.parse(expiration) > now)) throw denied('Invalid according to Policy: Policy expired.');
  const values = new Map([...Object.entries(fields), ['bucket', bucket]]);
  const covered = new Set(['bucket']);
  let range = { least: 0, most: Number.POSITIVE_INFINITY };
  for (const item of conditions) {
    const [operator, name, wanted] = normalize(item);
    if (operator === 'content-length-range') {
      range = { least: Number(name), most: Number(wanted) };
      continue;
    }
    const field = name.replace(/^\$/, '').toLowerCase();
    covered.add(field);
    if (!holds(operator, values.get(field) ?? '', wanted)) {
      throw denied(
        `Invalid according to Policy: Policy Condition failed: ${JSON.stringify([operator, `$${field}`, wanted])}`,
      );
    }
  }
  const extra = Object.keys(fields).find(
    (name) => !covered.has(name) && !FREE.has(name) && !name.startsWith('x-ignore-'),
  );
  if (extra !== undefined) throw denied(`Invalid according to Policy: Extra input fields: ${extra}`);
  return range;
}

function parse(encoded: string): z.infer<typeof document> {
  try {
    return document.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  } catch {
    throw new AwsError('InvalidPolicyDocument', 'Invalid Policy: Invalid JSON.');
  }
}

/** `{"acl": "private"}` is short for `["eq", "$acl", "private"]`. */
function normalize(item: z.infer<typeof condition>): readonly [string, string, string] {
  if (Array.isArray(item)) return [item[0].toLowerCase(), String(item[1]), String(item[2])];
  const [name = '', wanted = ''] = Object.entries(item)[0] ?? [];
  return ['eq', name, wanted];
}

function holds(operator: string, value: string, wanted: string): boolean {
  if (operator === 'eq') return value === wanted;
  if (operator !== 'starts-with')
    throw new AwsError('InvalidPolicyDocument', `Invalid Policy: Invalid operator ${operator}.`);
  return value.startsWith(wanted);
}

const denied = (message: string) => new AwsError('AccessDenied', message, 403);
