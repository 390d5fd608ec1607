import { describe, expect, it } from 'vitest';
import { at, compiled, list } from '#tests/support/compiled.ts';
import { STAGES } from '../../scripts/lib/stages.ts';

const POLICY = {
  'AWS::S3::BucketPolicy': 'PolicyDocument',
  'AWS::SQS::QueuePolicy': 'PolicyDocument',
  'AWS::SNS::TopicPolicy': 'PolicyDocument',
  'AWS::KMS::Key': 'KeyPolicy',
} as const;

/** `[resource, statement]`; the branches of an Fn::If count as statements of their own. */
const statementsIn = (document: unknown): unknown[] =>
  list(at(document, 'Statement')).flatMap((statement) => {
    const branches = at(statement, 'Fn::If');
    return branches === undefined ? [statement] : list(branches).filter((branch) => at(branch, 'Effect'));
  });

describe.each(STAGES)('policies of resources in %s', async (stage) => {
  const template = await compiled(stage);
  const allowing = Object.entries(POLICY).flatMap(([type, property]) =>
    template.of(type).flatMap(({ logicalId, properties }) =>
      statementsIn(properties[property])
        .filter((statement) => at(statement, 'Effect') === 'Allow')
        .map((statement) => ({ logicalId, statement })),
    ),
  );
  const names = (found: typeof allowing) =>
    found.map(({ logicalId, statement }) => `${logicalId}: ${at(statement, 'Sid')}`);

  it('are there to be checked', () => {
    expect(names(allowing).sort()).toEqual([
      'AlarmKey: Administer',
      'AlarmKey: CloudWatchMayPublish',
      'AlarmTopicPolicy: AlarmsMayPublish',
      'ImageEventsDeadLetterPolicy: KeepUndelivered',
      'OutputBucketPolicy: ReadByDistribution',
    ]);
  });

  it('allow nothing to everybody', () => {
    const open = allowing.filter(({ statement }) => /"\*"/.test(JSON.stringify(at(statement, 'Principal'))));
    expect(names(open)).toEqual([]);
  });

  it('allow a service only what it does for this account or one of its resources', () => {
    const unbound = allowing
      .filter(({ statement }) => at(statement, 'Principal.Service'))
      .filter(({ statement }) => !/aws:Source(Arn|Account)/.test(JSON.stringify(at(statement, 'Condition') ?? '')));
    expect(names(unbound)).toEqual([]);
  });

  it('name their actions, but for the key that its account administers', () => {
    const wide = allowing.filter(({ statement }) =>
      list(at(statement, 'Action')).some((action) => /\*/.test(String(action))),
    );
    // Without it nobody could ever change the key. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    expect(names(wide)).toEqual(['AlarmKey: Administer']);
  });
});
