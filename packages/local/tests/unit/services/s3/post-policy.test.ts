import { describe, expect, it } from 'vitest';
import { checkPostPolicy } from '#services/s3/post/policy.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const expiration = '2026-01-01T01:00:00.000Z';
const check = (document: unknown, fields: Readonly<Record<string, string>> = {}) =>
  checkPostPolicy(Buffer.from(JSON.stringify(document)).toString('base64'), fields, 'b', NOW);
const bucket = { bucket: 'b' };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
describe('a form is held against its policy', () => {
  const images = [bucket, ['starts-with', '$Content-Type', 'image/']];
  it.each([
    [[bucket], {}],
    [images, { 'content-type': 'image/jpeg' }],
    [images, { 'content-type': 'image/jpeg,image/png' }],
    [[bucket, ['eq', '$x-amz-meta-a', '1,2']], { 'x-amz-meta-a': '1,2' }],
  ])('%j allows %j', (conditions, fields) => {
    expect(check({ expiration, conditions }, fields)).toEqual({ least: 0, most: Number.POSITIVE_INFINITY });
  });

  it.each([
    [images, { 'content-type': 'image/jpeg,text/html' }, 'Policy Condition failed'],
    [[bucket, ['eq', 'acl', 'private']], { acl: 'private' }, 'Policy Condition failed'],
    [[], {}, 'Extra input fields: bucket'],
    [[bucket], { acl: 'private' }, 'Extra input fields: acl'],
  ])('%j denies %j', (conditions, fields, says) => {
    expect(() => check({ expiration, conditions }, fields)).toThrow(says);
  });

  it.each([
    [{ conditions: [bucket] }, 'Policy missing expiration.'],
    [{ expiration }, 'Policy missing conditions.'],
    [{ expiration, CONDITIONS: [bucket] }, 'Policy missing conditions.'],
    [{ expiration: 'Fri, 01 Jan 2027 00:00:00 GMT', conditions: [bucket] }, "Invalid 'expiration' value"],
    [{ expiration, conditions: [{}] }, 'exactly one property'],
    [{ expiration, conditions: [{ bucket: 'b', acl: 'private' }] }, 'exactly one property'],
    [{ expiration, conditions: [['content-length-range', '1', '2']] }, 'content-length-range'],
    [{ expiration, conditions: [['content-length-range', 1]] }, 'content-length-range'],
    [{ expiration, conditions: [['ends-with', '$key', 'x']] }, 'unknown operation'],
  ])('%j is no policy', (document, says) => {
    expect(() => check(document)).toThrow(says);
  });
});
