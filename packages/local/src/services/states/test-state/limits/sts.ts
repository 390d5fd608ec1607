/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const sts = `
AssumeRoleResponse PackedPolicySize=#0.. SourceIdentity=2..64
AssumeRoleWithSAMLResponse PackedPolicySize=#0.. SourceIdentity=2..64
AssumeRoleWithWebIdentityResponse SubjectFromWebIdentityToken=6..255 PackedPolicySize=#0.. SourceIdentity=2..64
AssumeRootResponse SourceIdentity=2..64
AssumedRoleUser AssumedRoleId=2..193 Arn=20..2048
Credentials AccessKeyId=16..128
FederatedUser FederatedUserId=2..193 Arn=20..2048
GetCallerIdentityResponse Arn=20..2048
GetDelegatedAccessTokenResponse PackedPolicySize=#0.. AssumedPrincipal=20..2048
GetFederationTokenResponse PackedPolicySize=#0..
`;
