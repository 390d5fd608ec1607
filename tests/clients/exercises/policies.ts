const ACCOUNT = '000000000000';
const allow = (Action: string, Resource: string, Condition?: object) => ({
  ...{ Effect: 'Allow', Action, Resource },
  ...(Condition && { Condition }),
});
const trust = (Principal: object, Condition?: object) => ({
  ...{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' },
  ...(Condition && { Condition }),
});
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

const PHOTOS = 'arn:aws:s3:::photos';
const OWN = '${aws:PrincipalTag/home}';
const until = (hours: number) => {
  const Condition = { DateGreaterThan: { 'aws:CurrentTime': new Date(Date.now() + hours * 3_600_000).toISOString() } };
  return policy({ Effect: 'Deny', Sid: 'TooLate', Action: '*', Resource: '*', Condition });
};

/** The files of policies that the exercises name. */
export const exercisePolicies = (): Readonly<Record<string, object>> => ({
  'trusts-account.json': policy(trust({ AWS: ACCOUNT })),
  'trusts-partner.json': policy(
    trust({ AWS: `arn:aws:iam::${ACCOUNT}:role/partner` }, { StringEquals: { 'sts:ExternalId': 'lab-42' } }),
  ),
  'may-upload.json': policy(allow('s3:PutObject', `${PHOTOS}/*`)),
  'drafts-only.json': policy(allow('s3:*', `${PHOTOS}/drafts/*`)),
  'only-encrypted.json': policy({
    ...{ Sid: 'OnlyEncrypted', Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `${PHOTOS}/*` },
    Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
  }),
  'own-prefix.json': policy(
    allow('s3:PutObject', `${PHOTOS}/${OWN}/*`),
    allow('s3:ListBucket', PHOTOS, { StringLike: { 's3:prefix': `${OWN}/*` } }),
  ),
  'until-later.json': until(1),
  'until-earlier.json': until(-1),
  'may-publish.json': policy(
    allow('sns:Publish', `arn:aws:sns:us-east-1:${ACCOUNT}:secret`),
    allow('kms:*', `arn:aws:kms:us-east-1:${ACCOUNT}:key/Key`),
  ),
});
