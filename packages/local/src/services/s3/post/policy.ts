import { AwsError } from '#gateway/aws-error.ts';
import { type PolicyCondition, readPostPolicy } from '#services/s3/post/policy-document.ts';

type Fields = Readonly<Record<string, string>>;

/** How long the file may be; both ends count. */
export interface LengthRange {
  readonly least: number;
  readonly most: number;
}

/** Fields that need no condition. */
const FREE = new Set(['policy', 'file', 'x-amz-signature', 'signature', 'awsaccesskeyid']);

/**
 * Holds a form against its policy document, base64 of JSON; throws S3's refusals.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export function checkPostPolicy(encoded: string, fields: Fields, bucket: string, now: number): LengthRange {
  const { expiration, conditions } = readPostPolicy(encoded);
  if (expiration <= now) throw denied('Policy expired.');
  const values = new Map([...Object.entries(fields), ['bucket', bucket]]);
  const covered = new Set<string>();
  let range = { least: 0, most: Number.POSITIVE_INFINITY };
  for (const condition of conditions) {
    if (condition.operator === 'content-length-range') {
      range = condition;
      continue;
    }
    const field = fieldOf(condition);
    if (field !== undefined) covered.add(field);
    if (field === undefined || !holds(condition, field, values.get(field) ?? '')) {
      throw denied(`Policy Condition failed: ${JSON.stringify([condition.operator, condition.name, condition.value])}`);
    }
  }
  const extra = [...values.keys()].find(
    (name) => !covered.has(name) && !FREE.has(name) && !name.startsWith('x-ignore-'),
  );
  if (extra !== undefined) throw denied(`Extra input fields: ${extra}`);
  return range;
}

type FieldCondition = Exclude<PolicyCondition, LengthRange>;

/** A name refers to a field by its `$`; without one it is a text of its own, which no field has. */
const fieldOf = ({ name }: FieldCondition) => (name.startsWith('$') ? name.slice(1).toLowerCase() : undefined);

/** A content type with commas is a list, of which every member must begin so. */
function holds({ operator, value: wanted }: FieldCondition, field: string, value: string): boolean {
  if (operator === 'eq') return value === wanted;
  const members = field === 'content-type' ? value.split(',').map((member) => member.trim()) : [value];
  return members.every((member) => member.startsWith(wanted));
}

const denied = (message: string) => new AwsError('AccessDenied', `Invalid according to Policy: ${message}`, 403);
