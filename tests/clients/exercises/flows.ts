import type { Flow } from '../flows.ts';

/** A command of an exercise. */
export interface Exercise extends Flow {
  /** Whose keys sign: `me`, or whom an earlier command has become. */
  readonly as?: string;
  /** The answer holds keys: they are kept by this name. */
  readonly becomes?: string;
  /** What the console's line of the refusal contains. */
  readonly tells?: string;
}

const ARN = 'arn:aws:iam::000000000000:role';
const quietly = /^$/;
const json = (name: string) => `file://$DIR/${name}.json`;

const role = (name: string, trust: string, more = ''): Exercise => ({
  does: `a role ${name}`,
  command: `iam create-role --role-name ${name} --assume-role-policy-document ${json(trust)}${more}`,
  shows: new RegExp(`"Arn": "${ARN}/${name}"`),
});
const may = (name: string, policy: string): Exercise => ({
  does: `${name} gets ${policy}`,
  command: `iam put-role-policy --role-name ${name} --policy-name own --policy-document ${json(policy)}`,
  shows: quietly,
});
const becoming = (name: string, more = '') =>
  `sts assume-role --role-session-name student --role-arn ${ARN}/${name}${more}`;
const become = (name: string, more = '', becomes = name): Exercise => ({
  ...{ does: `become ${becomes}`, command: becoming(name, more), shows: /"SessionToken"/, becomes },
});
const put = (as: string, key: string, more = ''): Exercise => ({
  ...{ does: `${as} uploads ${key}${more}`, as, shows: /"ETag"/ },
  command: `s3api put-object --bucket photos --key ${key} --body $DIR/photo.jpg${more}`,
});
const refused = (exercise: Exercise, says: RegExp, tells: string): Exercise => ({
  ...{ ...exercise, does: `${exercise.does}: refused`, fails: true, shows: says, tells },
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html */
const externalId: readonly Exercise[] = [
  role('partner', 'trusts-account'),
  role('guarded', 'trusts-partner'),
  become('partner'),
  { ...become('guarded', ' --external-id lab-42'), as: 'partner' },
  ...['', ' --external-id lab-43'].map((more) =>
    refused(
      { does: `become guarded${more}`, as: 'partner', command: becoming('guarded', more), shows: /x/ },
      /AccessDenied.*assumed-role\/partner\/student is not authorized to perform: sts:AssumeRole/,
      'the trust policy of the role guarded lacks {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/partner"}',
    ),
  ),
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session */
const sessionPolicy: readonly Exercise[] = [
  role('writer', 'trusts-account'),
  may('writer', 'may-upload'),
  become('writer', ` --policy ${json('drafts-only')}`, 'drafter'),
  put('drafter', 'drafts/a'),
  refused(
    put('drafter', 'final/a'),
    /AccessDenied.*because no session policy allows the s3:PutObject action/,
    'the policies of the session arn:aws:sts::000000000000:assumed-role/writer/student lack',
  ),
  refused(
    { does: 'drafter reads', as: 'drafter', command: 's3api head-object --bucket photos --key drafts/a', shows: /x/ },
    /403/,
    'the role writer lacks {"Effect":"Allow","Action":"s3:GetObject"',
  ),
];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingServerSideEncryption.html */
const onlyEncrypted: readonly Exercise[] = [
  become('writer'),
  {
    ...{ does: 'only encrypted uploads', shows: quietly },
    command: `s3api put-bucket-policy --bucket photos --policy ${json('only-encrypted')}`,
  },
  put('writer', 'kept', ' --server-side-encryption AES256'),
  ...['writer', 'me'].map((as) =>
    refused(
      put(as, 'open'),
      /AccessDenied.*with an explicit deny in a resource-based policy/,
      's3:PutObject on arn:aws:s3:::photos/open by OnlyEncrypted of the policy policy of arn:aws:s3:::photos',
    ),
  ),
  { does: 'any uploads again', command: 's3api delete-bucket-policy --bucket photos', shows: quietly },
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
const ownPrefix: readonly Exercise[] = [
  role('resident', 'trusts-account', ' --tags Key=home,Value=ansel'),
  may('resident', 'own-prefix'),
  become('resident'),
  put('resident', 'ansel/a'),
  {
    ...{ does: 'resident lists ansel/', as: 'resident', shows: /"Key": "ansel\/a"/ },
    command: 's3api list-objects-v2 --bucket photos --prefix ansel/',
  },
  refused(put('resident', 'dorothea/a'), /because no identity-based policy/, 'photos/dorothea/a'),
  refused(
    {
      ...{ does: 'resident lists all', as: 'resident', shows: /x/ },
      command: 's3api list-objects-v2 --bucket photos',
    },
    /because no identity-based policy/,
    's3:ListBucket',
  ),
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date */
const notAfter: readonly Exercise[] = [
  {
    ...{ does: 'writer until later', shows: quietly },
    command: `iam put-role-policy --role-name writer --policy-name until --policy-document ${json('until-later')}`,
  },
  put('writer', 'early'),
  {
    ...{ does: 'writer until an hour ago', shows: quietly },
    command: `iam put-role-policy --role-name writer --policy-name until --policy-document ${json('until-earlier')}`,
  },
  refused(put('writer', 'late'), /with an explicit deny in an identity-based policy/, 'by TooLate of the policy until'),
];

const publish = (as: string): Exercise => ({
  ...{ does: `${as} publishes under the key`, as, shows: /"MessageId"/ },
  command: 'sns publish --topic-arn arn:aws:sns:us-east-1:000000000000:secret --message hello',
});

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
const oneKey: readonly Exercise[] = [
  role('other', 'trusts-account'),
  ...['key-user', 'other'].flatMap((name) => [may(name, 'may-publish'), become(name)]),
  publish('key-user'),
  refused(
    publish('other'),
    /is not authorized to perform: kms:GenerateDataKey on resource: .* because no resource-based policy allows/,
    'the policy of arn:aws:kms:us-east-1:000000000000:key/Key lacks',
  ),
];

/** In order: what students of permissions try, each allowed and refused as AWS's pages say. */
export const exercises: readonly Exercise[] = [
  ...externalId,
  ...sessionPolicy,
  ...onlyEncrypted,
  ...ownPrefix,
  ...notAfter,
  ...oneKey,
];
