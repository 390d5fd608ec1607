import { createHmac } from 'node:crypto';
import type { Principal } from '#gateway/service.ts';
import { authErrors } from '#gateway/sigv4/auth-errors.ts';
import { SigningKeys } from '#gateway/sigv4/signing.ts';
import { identify, sameText } from '#gateway/sigv4/verify.ts';
import type { S3Context } from '#services/s3/operation.ts';

const keys = new SigningKeys();
const errors = authErrors('rest-xml');

/** Who signed the policy of a form, by either signature version; a form without a policy is a stranger's. */
export function formSigner(context: S3Context, fields: Readonly<Record<string, string>>): Principal {
  const { policy } = fields;
  if (policy === undefined) return { kind: 'anonymous' };
  const token = fields['x-amz-security-token'];
  const [accessKeyId = '', date = '', region = '', service = ''] = (fields['x-amz-credential'] ?? '').split('/');
  const isV4 = fields['x-amz-credential'] !== undefined;
  if (isV4 && region !== context.place.region) throw errors.wrongRegion(region, context.place.region, 'query');
  const signer = identify(context, isV4 ? accessKeyId : (fields.awsaccesskeyid ?? ''), token, errors);
  const expected = isV4
    ? keys.sign(signer.secretAccessKey, { date, region, service }, policy)
    : createHmac('sha1', signer.secretAccessKey).update(policy).digest('base64');
  const given = (isV4 ? fields['x-amz-signature'] : fields.signature) ?? '';
  if (!sameText(expected, given)) throw errors.mismatch({ StringToSign: policy, SignatureProvided: given });
  return signer.principal;
}
