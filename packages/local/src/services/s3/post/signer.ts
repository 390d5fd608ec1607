import { createHmac } from 'node:crypto';
import { AwsError } from '#gateway/aws-error.ts';
import type { Principal } from '#gateway/service.ts';
import { authErrors } from '#gateway/sigv4/auth-errors.ts';
import { SigningKeys } from '#gateway/sigv4/signing.ts';
import { identify, sameText } from '#gateway/sigv4/verify.ts';
import { s3Errors } from '#services/s3/errors.ts';
import type { S3Context } from '#services/s3/operation.ts';

type Fields = Readonly<Record<string, string>>;

const keys = new SigningKeys();
const errors = authErrors('rest-xml');

const SIGNED = ['x-amz-signature', 'signature', 'x-amz-credential', 'awsaccesskeyid'];

/**
 * Who signed the policy of a form, by either signature version; a form without anything signed is a stranger's.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-authentication-HTTPPOST.html
 */
export function formSigner(context: S3Context, fields: Fields): Principal {
  if (fields.policy === undefined && !SIGNED.some((name) => fields[name] !== undefined)) return { kind: 'anonymous' };
  const policy = required(fields, 'policy');
  const isV4 = fields['x-amz-credential'] !== undefined || fields['x-amz-algorithm'] !== undefined;
  return isV4 ? signerV4(context, fields, policy) : signerV2(context, fields, policy);
}

function signerV4(context: S3Context, fields: Fields, policy: string): Principal {
  const credential = required(fields, 'x-amz-credential');
  const [accessKeyId = '', date = '', region = '', service = ''] = credential.split('/');
  checkAlgorithm(required(fields, 'x-amz-algorithm'));
  checkDate(required(fields, 'x-amz-date'), date);
  if (region !== context.place.region) throw errors.wrongRegion(region, context.place.region, 'query');
  const signer = identify(context, accessKeyId, fields['x-amz-security-token'], errors);
  const expected = keys.sign(signer.secretAccessKey, { date, region, service }, policy);
  compare(expected, required(fields, 'x-amz-signature'), policy);
  return signer.principal;
}

function signerV2(context: S3Context, fields: Fields, policy: string): Principal {
  const accessKeyId = required(fields, 'awsaccesskeyid');
  const given = required(fields, 'signature');
  const signer = identify(context, accessKeyId, fields['x-amz-security-token'], errors);
  compare(createHmac('sha1', signer.secretAccessKey).update(policy).digest('base64'), given, policy);
  return signer.principal;
}

function compare(expected: string, given: string, policy: string): void {
  if (!sameText(expected, given)) throw errors.mismatch({ StringToSign: policy, SignatureProvided: given });
}

function required(fields: Fields, name: string): string {
  const value = fields[name];
  if (value !== undefined) return value;
  const message = `Bucket POST must contain a field named '${name}'.  If it is specified, please check the order of the fields.`;
  throw s3Errors.invalidArgument(message, name, '');
}

function checkAlgorithm(algorithm: string): void {
  if (algorithm === 'AWS4-HMAC-SHA256') return;
  throw s3Errors.invalidArgument('X-Amz-Algorithm only supports "AWS4-HMAC-SHA256"', 'x-amz-algorithm', algorithm);
}

/** The day that the key was made for is the day of the form. */
function checkDate(time: string, day: string): void {
  if (!/^\d{8}T\d{6}Z$/.test(time)) {
    throw new AwsError('AccessDenied', `X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`, 403);
  }
  if (time.slice(0, 8) === day) return;
  throw new AwsError(
    'AccessDenied',
    `Invalid credential date "${day}". This date is not the same as X-Amz-Date: "${time.slice(0, 8)}".`,
    403,
  );
}
