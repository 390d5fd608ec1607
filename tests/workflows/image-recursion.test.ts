import { describe, expect, it } from 'vitest';
import { at, compiled, list } from '#tests/support/compiled.ts';

const WRITES = /^s3:(\*|Put|Delete|Replicate|Restore|Abort|Create)/;

describe('Images 11: developing a photo cannot set itself off', async () => {
  const template = await compiled('dev');

  it('reads from one bucket and writes to others', () => {
    const names = ['SourceBucket', 'OutputBucket', 'WorkBucket'].map((id) =>
      JSON.stringify(template.of('AWS::S3::Bucket').find(({ logicalId }) => logicalId === id)?.properties.BucketName),
    );
    expect(new Set(names).size).toBe(3);
    for (const [index, ending] of ['-source', '-output', '-work'].entries()) expect(names[index]).toContain(ending);
  });

  it('is set off by the source bucket alone', () => {
    const buckets = template
      .of('AWS::Events::Rule')
      .filter(({ properties }) => list(at(properties, 'EventPattern.source')).includes('aws.s3'))
      .flatMap(({ properties }) => list(at(properties, 'EventPattern.detail.bucket.name')));
    expect(buckets.length).toBeGreaterThan(0);
    for (const bucket of buckets) expect(bucket).toEqual({ Ref: 'SourceBucket' });
  });

  it('has no role that may write to the source bucket', () => {
    const writing = template.of('AWS::IAM::Role').flatMap(({ logicalId, properties }) =>
      list(properties.Policies)
        .flatMap((policy) => list(at(policy, 'PolicyDocument.Statement')))
        .filter((statement) => list(at(statement, 'Action')).some((action) => WRITES.test(String(action))))
        .filter((statement) => JSON.stringify(at(statement, 'Resource')).includes('SourceBucket'))
        .map(() => logicalId),
    );
    expect(writing).toEqual([]);
  });
});
