import type { Flow } from './flows.ts';

const READER = '--role-name $NAME-reader';
const ASSUME = 'sts assume-role --role-session-name cli --role-arn arn:aws:iam::000000000000:role';

/** A role's life, as students of permissions try it. `$DIR` holds its policies as files: see `rolePolicies`. */
export const roleFlows: readonly Flow[] = [
  {
    does: 'create a role',
    command: `iam create-role ${READER} --assume-role-policy-document file://$DIR/trust.json --max-session-duration 7200`,
    shows: /"Arn": "arn:aws:iam::000000000000:role\/from-v\d-reader"/,
  },
  { does: 'get it', command: `iam get-role ${READER}`, shows: /"MaxSessionDuration": 7200/ },
  { does: 'roles', command: 'iam list-roles', shows: /darkroom-dev-image-inspect/ },
  {
    does: 'give it a policy',
    command: `iam put-role-policy ${READER} --policy-name own --policy-document file://$DIR/may-read.json`,
    shows: /^$/,
  },
  { does: 'its policies', command: `iam list-role-policies ${READER}`, shows: /"own"/ },
  {
    does: 'a policy that IAM refuses',
    command: `iam put-role-policy ${READER} --policy-name bad --policy-document file://$DIR/trust.json`,
    shows: /MalformedPolicyDocument.*Policy document should not specify a principal\./,
    fails: true,
  },
  {
    does: 'attach a managed policy',
    command: `iam attach-role-policy ${READER} --policy-arn arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess`,
    shows: /^$/,
  },
  {
    does: 'attached policies',
    command: `iam list-attached-role-policies ${READER}`,
    shows: /"PolicyName": "AWSXRayDaemonWriteAccess"/,
  },
  { does: 'become it', command: `${ASSUME}/$NAME-reader --duration-seconds 7200`, shows: /"SessionToken"/ },
  {
    does: 'become it for too long',
    command: `${ASSUME}/$NAME-reader --duration-seconds 7201`,
    shows: /exceeds the MaxSessionDuration set for this role/,
    fails: true,
  },
  {
    does: 'become it by a session policy',
    command: `${ASSUME}/$NAME-reader --policy file://$DIR/may-read.json`,
    shows: /"PackedPolicySize": \d+/,
  },
  {
    does: 'ask it for an external id',
    command: `iam update-assume-role-policy ${READER} --policy-document file://$DIR/guarded.json`,
    shows: /^$/,
  },
  {
    does: 'become it without the id',
    command: `${ASSUME}/$NAME-reader`,
    shows: /AccessDenied.*user\/developer is not authorized to perform: sts:AssumeRole/,
    fails: true,
  },
  { does: 'become it with the id', command: `${ASSUME}/$NAME-reader --external-id lab-42`, shows: /"SessionToken"/ },
  {
    does: 'become a role that trusts Lambda only',
    command: `${ASSUME}/darkroom-dev-image-inspect`,
    shows: /AccessDenied.*is not authorized to perform: sts:AssumeRole/,
    fails: true,
  },
  { does: 'delete it too early', command: `iam delete-role ${READER}`, shows: /DeleteConflict/, fails: true },
  {
    does: 'detach its managed policy',
    command: `iam detach-role-policy ${READER} --policy-arn arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess`,
    shows: /^$/,
  },
  { does: 'delete its policy', command: `iam delete-role-policy ${READER} --policy-name own`, shows: /^$/ },
  { does: 'delete it', command: `iam delete-role ${READER}`, shows: /^$/ },
  { does: 'no such role', command: `iam get-role ${READER}`, shows: /NoSuchEntity.*cannot be found/, fails: true },
];

const policy = (statement: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
const trust = { Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' };

/** The files of policies that the flows name. */
export const rolePolicies: Readonly<Record<string, object>> = {
  'trust.json': policy(trust),
  'guarded.json': policy({ ...trust, Condition: { StringEquals: { 'sts:ExternalId': 'lab-42' } } }),
  'may-read.json': policy({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::darkroom-dev-000000000000-source/*' }),
};
