import { describe, expect, it } from 'vitest';
import type { InputMembers } from '#gateway/dispatch/operation.ts';
import { actionOf } from '#integrations/sdk/command.ts';
import { type ListedService, listServices } from '#local/supported/services.ts';

/** The SDK's clients of each service that reads members; S3 reads headers and parameters. */
const CLIENTS: Readonly<Record<string, readonly string[]>> = {
  CloudFormation: ['client-cloudformation'],
  CloudWatch: ['client-cloudwatch'],
  'CloudWatch Logs': ['client-cloudwatch-logs'],
  DynamoDB: ['client-dynamodb', 'client-dynamodb-streams'],
  EventBridge: ['client-eventbridge'],
  IAM: ['client-iam'],
  Lambda: ['client-lambda'],
  'EventBridge Scheduler': ['client-scheduler'],
  SNS: ['client-sns'],
  SQS: ['client-sqs'],
  'Step Functions': ['client-sfn'],
  STS: ['client-sts'],
  'X-Ray': ['client-xray'],
};

const services = await listServices();
const READING: readonly ListedService[] = services.filter(({ title }) => Object.hasOwn(CLIENTS, title));

describe('Every member that an operation has on AWS is read, without effect or refused, and no other', () => {
  it.each(READING)('$title', ({ title, operations }) => {
    const listed = operations.map(({ name, input }) => [name, listedMembers(input)]);
    const modelled = operations.map(({ name }) => [name, membersOnAws(title, name)]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(modelled));
  });
});

const listedMembers = ({ members, withoutEffect = {}, refused = [] }: InputMembers) =>
  [...members, ...Object.keys(withoutEffect), ...refused].sort();

function membersOnAws(title: string, operation: string): readonly string[] {
  for (const client of CLIENTS[title] ?? []) {
    const input = inputOf(`@aws-sdk/${client}`, operation);
    if (input) return input.isUnitSchema() ? [] : [...input.structIterator()].map(([name]) => name).sort();
  }
  throw new Error(`No client of ${title} has ${operation}.`);
}

function inputOf(packageName: string, operation: string) {
  try {
    return actionOf(packageName, operation).input;
  } catch {
    return undefined;
  }
}
