import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  PutRolePolicyCommand,
  paginateListRoles,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { systemClock } from '@safelight/asl/clock';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIamService } from '#services/iam/api/service.ts';
import { createAuthorizer } from '#services/iam/authorizer.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createStsService } from '#services/sts/service.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { unwatched } from '#tests/support/unwatched.ts';

const ROLE = 'arn:aws:iam::000000000000:role/lab/reader';
const POLICY = 'arn:aws:iam::000000000000:policy/reading';
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const trust = policy({ Effect: 'Allow', Principal: { AWS: '000000000000' }, Action: 'sts:AssumeRole' });
const reading = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' });

const open = (dataDir?: string) => {
  const policies = new PolicyStore(localPlace);
  const authorize = createAuthorizer({ policies, place: localPlace, clock: systemClock, mode: 'on', ...unwatched });
  return hostGateway(
    (deps) => [createIamService({ ...deps, policies }).service, createStsService({ ...deps, policies }).service],
    { authorize, ...(dataDir !== undefined && { dataDir, database: openDatabase({ file: IN_MEMORY }) }) },
  );
};

let host: GatewayHost;
let iam: IAMClient;
const reader = { RoleName: 'reader' };
beforeAll(async () => {
  host = await open();
  iam = new IAMClient({ ...host.config(), maxAttempts: 1 });
  const Tags = [{ Key: 'team', Value: 'lab' }];
  const more = { Path: '/lab/', Description: 'Reads', MaxSessionDuration: 7_200, Tags };
  await iam.send(new CreateRoleCommand({ ...reader, AssumeRolePolicyDocument: trust, ...more }));
  await iam.send(new CreatePolicyCommand({ PolicyName: 'reading', PolicyDocument: reading }));
});
afterAll(() => host.close());

describe('a role', () => {
  it('is shown as it was made', async () => {
    const { Role } = await iam.send(new GetRoleCommand(reader));
    expect(Role).toMatchObject({
      Arn: ROLE,
      Path: '/lab/',
      RoleId: expect.stringMatching(/^AROA[A-Z0-9]{17}$/),
      Description: 'Reads',
      MaxSessionDuration: 7_200,
      Tags: [{ Key: 'team', Value: 'lab' }],
      CreateDate: expect.any(Date),
    });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(trust);
  });

  it('is changed', async () => {
    await iam.send(new UpdateRoleCommand({ ...reader, Description: 'Reads more' }));
    await iam.send(new TagRoleCommand({ ...reader, Tags: [{ Key: 'stage', Value: 'dev' }] }));
    await iam.send(new UntagRoleCommand({ ...reader, TagKeys: ['team'] }));
    expect((await iam.send(new GetRoleCommand(reader))).Role).toMatchObject({ Description: 'Reads more' });
    const { Tags } = await iam.send(new ListRoleTagsCommand(reader));
    expect(Tags).toEqual([{ Key: 'stage', Value: 'dev' }]);
  });

  it('is listed, page by page', async () => {
    for (const RoleName of ['a', 'b'])
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    const names: (string | undefined)[] = [];
    for await (const { Roles = [] } of paginateListRoles({ client: iam, pageSize: 2 }, {}))
      names.push(...Roles.map(({ RoleName }) => RoleName));
    expect(names).toEqual(['a', 'b', 'reader']);
    const { Roles } = await iam.send(new ListRolesCommand({ PathPrefix: '/lab/' }));
    expect(Roles?.map(({ RoleName }) => RoleName)).toEqual(['reader']);
  });

  it('has policies of its own, and managed ones', async () => {
    const PolicyName = 'own';
    await iam.send(new PutRolePolicyCommand({ ...reader, PolicyName, PolicyDocument: reading }));
    await iam.send(new AttachRolePolicyCommand({ ...reader, PolicyArn: POLICY }));
    const own = await iam.send(new GetRolePolicyCommand({ ...reader, PolicyName }));
    expect(decodeURIComponent(own.PolicyDocument ?? '')).toBe(reading);
    expect((await iam.send(new ListRolePoliciesCommand(reader))).PolicyNames).toEqual(['own']);
    const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand(reader));
    expect(AttachedPolicies).toEqual([{ PolicyName: 'reading', PolicyArn: POLICY }]);
    expect((await iam.send(new GetPolicyCommand({ PolicyArn: POLICY }))).Policy?.AttachmentCount).toBe(1);
    const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn: POLICY, VersionId: 'v1' }));
    expect(decodeURIComponent(version.PolicyVersion?.Document ?? '')).toBe(reading);
    const { Policies } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(Policies?.map(({ Arn }) => Arn)).toEqual([POLICY]);
  });

  it('is there again after a restart', async () => {
    const again = await open(host.dataDir);
    const { Role } = await new IAMClient(again.config()).send(new GetRoleCommand(reader));
    const { PolicyNames } = await new IAMClient(again.config()).send(new ListRolePoliciesCommand(reader));
    await again.close();
    expect([Role?.Arn, PolicyNames]).toEqual([ROLE, ['own']]);
  });

  it('goes when nothing is attached to it any more', async () => {
    const gone = () => iam.send(new DeleteRoleCommand(reader));
    await expect(gone()).rejects.toMatchObject({
      name: 'DeleteConflictException',
      message: expect.stringContaining('must detach all policies first'),
    });
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn: POLICY }))).rejects.toMatchObject({
      name: 'DeleteConflictException',
    });
    await iam.send(new DetachRolePolicyCommand({ ...reader, PolicyArn: POLICY }));
    await expect(gone()).rejects.toMatchObject({ message: expect.stringContaining('must delete policies first') });
    await iam.send(new DeleteRolePolicyCommand({ ...reader, PolicyName: 'own' }));
    await gone();
    await iam.send(new DeletePolicyCommand({ PolicyArn: POLICY }));
    await expect(iam.send(new GetRoleCommand(reader))).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html and its kind. */
describe('what IAM refuses', () => {
  const make = (change: object) =>
    new CreateRoleCommand({ RoleName: 'new', AssumeRolePolicyDocument: trust, ...change });
  it.each([
    [make({ RoleName: 'a' }), 'EntityAlreadyExistsException', 'Role with name a already exists.'],
    [make({ RoleName: 'a b' }), 'ValidationError', 'The specified value for roleName is invalid.'],
    [make({ RoleName: 'a'.repeat(65) }), 'ValidationError', 'Member must have length less than or equal to 64'],
    [make({ Path: 'lab' }), 'ValidationError', 'The specified value for path is invalid.'],
    [make({ MaxSessionDuration: 3_599 }), 'ValidationError', 'Member must have value greater than or equal to 3600'],
    [make({ MaxSessionDuration: 43_201 }), 'ValidationError', 'Member must have value less than or equal to 43200'],
    [
      make({ PermissionsBoundary: POLICY }),
      'NotImplemented',
      'CreateRole with PermissionsBoundary is not supported here.',
    ],
    [make({ AssumeRolePolicyDocument: '{' }), 'MalformedPolicyDocumentException', 'This policy contains invalid Json'],
    [
      make({ AssumeRolePolicyDocument: reading }),
      'MalformedPolicyDocumentException',
      'Missing required field Principal',
    ],
    [new GetRoleCommand({ RoleName: 'none' }), 'NoSuchEntityException', 'The role with name none cannot be found.'],
    [
      new UpdateAssumeRolePolicyCommand({
        RoleName: 'a',
        PolicyDocument: trust.replaceAll('000000000000', 'arn:aws:iam::000000000000:role/none'),
      }),
      'MalformedPolicyDocumentException',
      'Invalid principal in policy: "AWS":"arn:aws:iam::000000000000:role/none"',
    ],
    [
      new PutRolePolicyCommand({ RoleName: 'a', PolicyName: 'p', PolicyDocument: trust }),
      'MalformedPolicyDocumentException',
      'Policy document should not specify a principal.',
    ],
    [
      new GetRolePolicyCommand({ RoleName: 'a', PolicyName: 'none' }),
      'NoSuchEntityException',
      'The role policy with name none cannot be found.',
    ],
    [
      new AttachRolePolicyCommand({ RoleName: 'a', PolicyArn: 'arn:aws:iam::aws:policy/None' }),
      'NoSuchEntityException',
      'Policy arn:aws:iam::aws:policy/None does not exist or is not attachable.',
    ],
    [
      new DetachRolePolicyCommand({ RoleName: 'a', PolicyArn: POLICY }),
      'NoSuchEntityException',
      `Policy ${POLICY} was not found.`,
    ],
    [new ListRolesCommand({ Marker: 'made up' }), 'ValidationError', 'Invalid Marker'],
    [new ListRolesCommand({ MaxItems: 0 }), 'ValidationError', 'Member must have value greater than or equal to 1'],
  ])('%#: %s', async (command, name, message) => {
    // The clients of this SDK send any of their commands.
    await expect(iam.send(command as GetRoleCommand)).rejects.toMatchObject({
      name,
      message: expect.stringContaining(message),
    });
  });
});

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
describe('AssumeRole', () => {
  const RoleArn = 'arn:aws:iam::000000000000:role/a';
  const assume = (change: Partial<AssumeRoleCommandInput>, credentials = host.credentials.developer) =>
    new STSClient({ ...host.config(credentials), maxAttempts: 1 }).send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me', ...change }),
    );

  it.each<[Partial<AssumeRoleCommandInput>, string, string]>([
    [{ RoleSessionName: 'a b' }, 'ValidationError', "Value 'a b' at 'roleSessionName' failed to satisfy constraint"],
    [
      { DurationSeconds: 899 },
      'ValidationError',
      "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [{ DurationSeconds: 43_201 }, 'ValidationError', 'Member must have value less than or equal to 43200'],
    [
      { DurationSeconds: 3_601 },
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ],
    [{ Policy: '{' }, 'MalformedPolicyDocumentException', 'This policy contains invalid Json'],
    [{ Policy: trust }, 'MalformedPolicyDocumentException', 'Policy document should not specify a principal.'],
    [
      { Policy: reading + ' '.repeat(2_048) },
      'PackedPolicyTooLargeException',
      'of allotted space, please use smaller policy.',
    ],
    [{ PolicyArns: [{ arn: POLICY }] }, 'MalformedPolicyDocumentException', POLICY],
    [{ Tags: [{ Key: 'a', Value: 'b' }] }, 'NotImplemented', 'AssumeRole with Tags is not supported here.'],
    [{ SourceIdentity: 'ansel' }, 'NotImplemented', 'AssumeRole with SourceIdentity is not supported here.'],
    [
      { SerialNumber: 'arn:mfa', TokenCode: '123456' },
      'NotImplemented',
      'AssumeRole with SerialNumber is not supported here.',
    ],
  ])('with %j is refused: %s', async (change, name, message) => {
    await expect(assume(change)).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
  });

  it('from a session lasts an hour at most', async () => {
    const allows = policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'a', PolicyName: 'chain', PolicyDocument: allows }));
    await iam.send(new UpdateRoleCommand({ RoleName: 'b', MaxSessionDuration: 7_200 }));
    const chained = { RoleArn: 'arn:aws:iam::000000000000:role/b', DurationSeconds: 7_200 };
    await expect(assume(chained, host.credentials.forRole(RoleArn, 'one'))).rejects.toThrow(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
    expect((await assume(chained)).PackedPolicySize).toBeUndefined();
  });

  it('tells how much of what is allowed its policies take', async () => {
    expect((await assume({ Policy: reading })).PackedPolicySize).toBe(Math.ceil((reading.length * 100) / 2_048));
  });
});
