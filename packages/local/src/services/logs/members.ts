import type { InputMembers } from '#gateway/dispatch/operation.ts';
import { only } from '#gateway/dispatch/with-members.ts';

const GROUP = ['logGroupName', 'logGroupIdentifier'];
const PAGED = ['limit', 'nextToken'];
const UNMASKED = { unmask: 'nothing here is masked' };

/** What each operation reads; https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export const MEMBERS: Readonly<Record<string, InputMembers>> = {
  CreateLogGroup: {
    members: ['logGroupName', 'logGroupClass'],
    withoutEffect: {
      kmsKeyId: 'data on this machine is not encrypted',
      tags: 'the condition keys of a request have them; no operation here tells them of a group',
    },
    refused: ['deletionProtectionEnabled'],
  },
  DeleteLogGroup: only('logGroupName'),
  PutRetentionPolicy: only('logGroupName', 'retentionInDays'),
  DescribeLogGroups: {
    members: ['logGroupNamePrefix', 'logGroupNamePattern', 'logGroupClass', ...PAGED],
    refused: ['accountIdentifiers', 'includeLinkedAccounts', 'logGroupIdentifiers'],
  },
  CreateLogStream: only('logGroupName', 'logStreamName'),
  DescribeLogStreams: only(...GROUP, 'logStreamNamePrefix', 'orderBy', 'descending', ...PAGED),
  PutLogEvents: {
    members: ['logGroupName', 'logStreamName', 'logEvents'],
    withoutEffect: { sequenceToken: 'AWS takes any', entity: 'no operation here looks for entities' },
  },
  GetLogEvents: {
    members: ['logStreamName', ...GROUP, 'startTime', 'endTime', 'startFromHead', ...PAGED],
    withoutEffect: UNMASKED,
  },
  FilterLogEvents: {
    members: [
      ...[...GROUP, 'logStreamNames', 'logStreamNamePrefix', 'startTime', 'endTime', 'filterPattern'],
      ...['startFromHead', ...PAGED],
    ],
    withoutEffect: { ...UNMASKED, interleaved: 'AWS interleaves whatever it says' },
  },
  StartQuery: only(
    ...['logGroupName', 'logGroupNames', 'logGroupIdentifiers', 'startTime', 'endTime', 'queryString'],
    ...['queryLanguage', 'limit'],
  ),
  GetQueryResults: only('queryId', 'nextToken', 'maxItems'),
};
