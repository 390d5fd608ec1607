import type { PolicyDocument, Statement } from '#services/iam/policy-document.ts';

/** Keys by which a statement for everybody is for somebody after all, in lower case. */
const NARROWING = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
]);

/** Operators that say what a value is, rather than what it is not. */
const POSITIVE = /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

/**
 * Whether a bucket policy lets in everybody: a statement that allows `*`, without a condition of fixed values that narrows
 * it down.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export const isPublic = ({ statements }: PolicyDocument): boolean => statements.some(letsEverybodyIn);

const letsEverybodyIn = ({ effect, principals, conditions }: Statement): boolean =>
  effect === 'Allow' &&
  (principals?.items.some(({ value }) => value === '*') ?? false) &&
  !conditions.some(
    ({ operator, key, wanted }) =>
      NARROWING.has(key.toLowerCase()) && POSITIVE.test(operator) && wanted.every((value) => isFixed(key, value)),
  );

const isFixed = (key: string, value: string): boolean =>
  key.toLowerCase() === 'aws:sourceip' ? !isBroad(value) : !/[*?]|\$\{/.test(value);

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
function isBroad(network: string): boolean {
  const [address = '', bits] = network.split('/');
  return bits !== undefined && Number(bits) < (address.includes(':') ? 32 : 8);
}
