import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostS3, type S3Host } from '#tests/support/s3-host.ts';

const Bucket = 'refusing';
let host: S3Host;

beforeAll(async () => {
  host = await hostS3();
  host.service.ensureBucket(Bucket);
});
afterAll(() => host.close());

async function send(path: string, init: RequestInit) {
  const answer = await fetch(`${host.endpoint}/${path}`, init);
  const body = await answer.text();
  return { status: answer.status, code: /<Code>(.*?)<\/Code>/.exec(body)?.[1], body };
}

const rule = (more: string, status = 'Enabled') =>
  `<LifecycleConfiguration><Rule><ID>r</ID><Status>${status}</Status>${more}</Rule></LifecycleConfiguration>`;
const all = '<Filter><Prefix></Prefix></Filter>';
const days = (count: number) => `<Expiration><Days>${count}</Days></Expiration>`;
const cors = (more: string) => `<CORSConfiguration><CORSRule>${more}</CORSRule></CORSConfiguration>`;
const encrypt = (more: string) =>
  `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>${more}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`;
const owned = (by: string) =>
  `<OwnershipControls><Rule><ObjectOwnership>${by}</ObjectOwnership></Rule></OwnershipControls>`;

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and the page of each operation. */
describe('a setting is taken whole or refused', () => {
  it.each([
    ['lifecycle', '', 'MissingRequestBodyError'],
    ['lifecycle', '<LifecycleConfiguration/>', 'MalformedXML'],
    ['lifecycle', rule(all), 'InvalidRequest'],
    ['lifecycle', rule(all + days(0)), 'InvalidArgument'],
    ['lifecycle', rule(days(1)), 'MalformedXML'],
    ['lifecycle', rule(`${all}<Prefix/>${days(1)}`), 'MalformedXML'],
    ['lifecycle', rule(all + days(1), 'enabled'), 'MalformedXML'],
    ['lifecycle', rule(`${all}${days(1)}<Unheard/>`), 'MalformedXML'],
    ['lifecycle', rule(`<Filter><Size>1</Size></Filter>${days(1)}`), 'MalformedXML'],
    ['lifecycle', rule(`${all}<Expiration><Date>2030-01-01T01:00:00Z</Date></Expiration>`), 'InvalidArgument'],
    ['lifecycle', rule(`${all}<Expiration><Date>never</Date></Expiration>`), 'MalformedXML'],
    [
      'lifecycle',
      rule(`${all}<Transition><Days>1</Days><StorageClass>STANDARD_IA</StorageClass></Transition>`),
      'InvalidArgument',
    ],
    [
      'lifecycle',
      rule(`${all}<Transition><Days>40</Days><StorageClass>TAPE</StorageClass></Transition>`),
      'MalformedXML',
    ],
    [
      'lifecycle',
      rule(`${all}${days(40)}<Transition><Days>40</Days><StorageClass>GLACIER</StorageClass></Transition>`),
      'InvalidArgument',
    ],
    [
      'lifecycle',
      rule(all + days(1)).replace('</Rule>', `</Rule><Rule><ID>r</ID><Status>Enabled</Status>${all}${days(2)}</Rule>`),
      'InvalidArgument',
    ],
    ['versioning', '<VersioningConfiguration/>', 'IllegalVersioningConfigurationException'],
    ['versioning', '<VersioningConfiguration><Status>On</Status></VersioningConfiguration>', 'MalformedXML'],
    ['cors', cors('<AllowedOrigin>*</AllowedOrigin>'), 'MalformedXML'],
    ['cors', cors('<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>'), 'InvalidRequest'],
    ['cors', cors('<AllowedOrigin>*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>'), 'InvalidRequest'],
    ['encryption', encrypt('<SSEAlgorithm>ROT13</SSEAlgorithm>'), 'MalformedXML'],
    ['encryption', encrypt('<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>'), 'InvalidArgument'],
    ['ownershipControls', owned('Nobody'), 'MalformedXML'],
    [
      'publicAccessBlock',
      '<PublicAccessBlockConfiguration><BlockAll>true</BlockAll></PublicAccessBlockConfiguration>',
      'MalformedXML',
    ],
    ['tagging', '<Tagging><TagSet><Tag><Key>k</Key></Tag></TagSet></Tagging>', 'MalformedXML'],
    ['notification', '<NotificationConfiguration><QueueConfiguration/></NotificationConfiguration>', 'NotImplemented'],
    ['accelerate', '<AccelerateConfiguration/>', 'NotImplemented'],
  ])('%s: %s is %s', async (parameter, body, code) => {
    const before = await send(`${Bucket}?${parameter}`, {});
    expect(await send(`${Bucket}?${parameter}`, { method: 'PUT', body })).toMatchObject({ code });
    expect((await send(`${Bucket}?${parameter}`, {})).status).toBe(before.status);
  });

  it('white space between elements says nothing', async () => {
    const body = `<OwnershipControls>\n <Rule>\n <ObjectOwnership>ObjectWriter</ObjectOwnership>\n </Rule>\n</OwnershipControls>`;
    expect((await send(`${Bucket}?ownershipControls`, { method: 'PUT', body })).status).toBe(200);
  });
});

describe('what a request may say is taken or refused by its name', () => {
  it.each([
    ['PUT', `${Bucket}/x`, { 'x-amz-object-lock-mode': 'GOVERNANCE' }, 'NotImplemented', 'x-amz-object-lock-mode'],
    [
      'PUT',
      `${Bucket}/x`,
      { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
      'NotImplemented',
      'customer',
    ],
    ['PUT', `${Bucket}/x`, { 'x-amz-server-side-encryption': 'rot13' }, 'InvalidArgument', 'encryption method'],
    ['PUT', `${Bucket}/x`, { 'x-amz-acl': 'everyone' }, 'InvalidArgument', 'x-amz-acl'],
    ['PUT', `${Bucket}/x`, { 'x-amz-storage-class': 'TAPE' }, 'InvalidStorageClass', 'TAPE'],
    ['PUT', `${Bucket}/x?versionId=1`, {}, 'NotImplemented', 'versionId'],
    ['DELETE', `${Bucket}/x`, { 'x-amz-mfa': '1 2' }, 'NotImplemented', 'x-amz-mfa'],
    ['GET', `${Bucket}?key-marker=x`, {}, 'NotImplemented', 'key-marker'],
    ['GET', `${Bucket}?max-keys=many`, {}, 'InvalidArgument', 'max-keys'],
    ['GET', `${Bucket}?list-type=2&continuation-token=%21`, {}, 'InvalidArgument', 'continuation-token'],
    ['GET', `${Bucket}?uploads&key-marker=a&upload-id-marker=b`, {}, 'InvalidArgument', 'uploadId marker'],
    ['PUT', `${Bucket}?tagging`, { 'content-md5': 'AAAA' }, 'InvalidDigest', 'Content-MD5'],
    ['PUT', `${Bucket}?tagging`, { 'x-amz-checksum-crc32': 'AAAAAQ==' }, 'BadDigest', 'CRC32'],
    ['GET', `${Bucket}/x?partNumber=1`, { range: 'bytes=0-1' }, 'InvalidRequest', 'both Range header and partNumber'],
    ['GET', '?max-buckets=0', {}, 'InvalidArgument', 'max-buckets'],
    ['GET', '?continuation-token=%21', {}, 'InvalidArgument', 'continuation-token'],
    ['PUT', 'locked', { 'x-amz-bucket-object-lock-enabled': 'true' }, 'NotImplemented', 'object-lock'],
    ['PUT', 'owned', { 'x-amz-object-ownership': 'Nobody' }, 'InvalidArgument', 'ownership'],
    ['PUT', 'open', { 'x-amz-acl': 'public-read' }, 'InvalidBucketAclWithObjectOwnership', 'ACL'],
    ['POST', `${Bucket}/x?uploads`, { 'x-amz-checksum-type': 'COMPOSITE' }, 'InvalidRequest', 'x-amz-checksum-type'],
    ['GET', Bucket, { 'x-amz-expected-bucket-owner': '111111111111' }, 'AccessDenied', 'Access Denied'],
    ['GET', Bucket, { 'x-amz-expected-bucket-owner': 'me' }, 'InvalidBucketOwnerAWSAccountID', 'owner'],
  ])('%s %s with %j is %s', async (method, path, headers, code, says) => {
    const answer = await send(path, { method, headers });
    expect(answer).toMatchObject({ code, body: expect.stringContaining(says) });
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
  it.each([
    ['us-east-1', 'InvalidLocationConstraint'],
    ['eu-west-1', 'IllegalLocationConstraintException'],
  ])('a bucket in %s is %s', async (region, code) => {
    const body = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
    expect(await send('placed', { method: 'PUT', body })).toMatchObject({ code });
  });

  it('a bucket that is refused is not made', async () => {
    for (const name of ['locked', 'owned', 'open']) expect((await send(name, { method: 'HEAD' })).status).toBe(404);
  });
});
