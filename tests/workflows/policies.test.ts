import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { at, list } from '#tests/support/compiled.ts';
import { allStates } from '#tests/support/escaping-errors.ts';
import { root } from '#tests/support/root.ts';

const folder = join(root, 'statemachines');
const files = readdirSync(folder).filter((name) => name.endsWith('.asl.json'));
const all = files.flatMap((file) =>
  allStates(JSON.parse(readFileSync(join(folder, file), 'utf8'))).map((one) => ({ file, ...one })),
);
const tasks = all.filter(({ state }) => at(state, 'Type') === 'Task');

/** What gives back, or finishes what can no longer be given back: it is tried for longer than what takes. */
const UNDO = new Set([
  ...['Remove own variants', 'Remove new variants', 'Remove leftovers', 'Withdraw claim'],
  // begin orders
  ...['Return earlier payments', 'Return payment', 'Release', 'Record undo', 'Close order', 'Park', 'Alert people'],
  ...['Queue print job', 'Use'],
  // end orders
]);

const kindOf = (name: string, state: unknown) => `${at(state, 'Resource')}, ${UNDO.has(name) ? 'undo' : 'forward'}`;

describe('calls of one kind are retried in one way', () => {
  const kinds = Map.groupBy(tasks, ({ name, state }) => kindOf(name, state));

  it.each([...kinds])('%s', (_, states) => {
    const policies = new Set(states.map(({ state }) => JSON.stringify(at(state, 'Retry'))));
    expect([...policies], states.map(({ name }) => name).join(', ')).toHaveLength(1);
  });

  it('all that undoes is among the states', () => {
    const names = new Set(tasks.map(({ name }) => name));
    expect([...UNDO].filter((name) => !names.has(name))).toEqual([]);
  });

  it('throttled functions are waited for as long whatever they do', () => {
    const functions = tasks.filter(({ state }) => at(state, 'Resource') === 'arn:aws:states:::lambda:invoke');
    const waits = new Set(functions.map(({ state }) => JSON.stringify(at(state, 'Retry.0'))));
    expect(waits.size).toBe(1);
    expect(functions.map(({ state }) => at(state, 'Retry.0.MaxAttempts'))).toEqual(functions.map(() => 200));
  });
});

/** How the workflow names it when a service is out of order: its own error for that, and the name of one that has none. */
const OUT_OF_ORDER: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:': ['DynamoDB.InternalServerErrorException', 'DynamoDB.SdkClientException'],
  'aws-sdk:dynamodb:': ['DynamoDb.InternalServerErrorException', 'DynamoDb.SdkClientException'],
  'aws-sdk:s3:': ['S3.S3Exception', 'S3.SdkClientException'],
  'aws-sdk:sfn:': ['Sfn.SfnException', 'Sfn.SdkClientException'],
  'events:': ['EventBridge.InternalException', 'EventBridge.AmazonEventBridgeException'],
  'lambda:': ['Lambda.ServiceException', 'Lambda.AWSLambdaException', 'Lambda.SdkClientException'],
  'sns:': ['SNS.InternalErrorException', 'SNS.AmazonSNSException', 'SNS.SdkClientException'],
  'sqs:': ['SQS.AmazonSQSException', 'SQS.SdkClientException'],
  'states:': ['StepFunctions.AWSStepFunctionsException', 'StepFunctions.SdkClientException'],
};

describe('a service that is out of order is tried again', () => {
  it.each(tasks)('$file: $name', ({ state }) => {
    const called = String(at(state, 'Resource')).replace('arn:aws:states:::', '');
    const names = Object.entries(OUT_OF_ORDER).find(([service]) => called.startsWith(service))?.[1];
    const retried = list(at(state, 'Retry')).flatMap((retrier) => list(at(retrier, 'ErrorEquals')));
    const given = names?.filter((name) => !retried.includes('States.ALL') && !retried.includes(name));
    expect(given).toEqual([]);
  });
});

describe('the files have one spelling', () => {
  it.each(files)('%s: events are named in one word, on the bus that there is', (file) => {
    const events = all.filter((one) => one.file === file && at(one.state, 'Arguments.Entries') !== undefined);
    for (const { state } of events) {
      expect(JSON.stringify(at(state, 'Arguments.Entries.0.DetailType'))).toMatch(/^"(\{%.*%\}|[A-Z][A-Za-z]+)"$/);
      expect(at(state, 'Arguments.Entries.0.EventBusName')).toBe('default');
    }
  });

  it.each(files)('%s: placeholders end in what they stand for', (file) => {
    const named = [...readFileSync(join(folder, file), 'utf8').matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);
    expect(
      named.filter((name) => !/(FunctionArn|TopicArn|MachineArn|Arn|TableName|BucketName|QueueUrl|Digest)$/.test(name)),
    ).toEqual([]);
  });

  it.each(files)('%s: a Comment stands behind the Type of a state, and first elsewhere', (file) => {
    const misplaced: string[] = [];
    JSON.parse(readFileSync(join(folder, file), 'utf8'), function (this: object, key, value) {
      if (key !== 'Comment') return value;
      const keys = Object.keys(this);
      const isState = keys.includes('Type') && !keys.includes('States');
      if (keys.indexOf('Comment') !== (isState ? 1 : 0)) misplaced.push(value);
      return value;
    });
    expect(misplaced).toEqual([]);
  });

  it('what a function says of its failure is read in one way', () => {
    const readings = files.flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\$match\([^,]+, (\/.*?\/)\)/g)].map(
        ([, pattern]) => pattern,
      ),
    );
    expect(readings.length).toBeGreaterThan(1);
    expect(new Set(readings).size).toBe(1);
    for (const file of files)
      expect(readFileSync(join(folder, file), 'utf8')).not.toContain('$parse($states.errorOutput');
  });
});
