import { describe, expect, it } from 'vitest';
import { found, machine, map, processor, task } from '#tests/definition/found.ts';

describe('what AWS takes', () => {
  const distributed = (more: object) => ({
    ...map,
    ItemProcessor: { ...processor, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
    ...more,
  });
  const manifest = (ReaderConfig: object) =>
    distributed({
      ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig, Parameters: { Bucket: 'b', Key: 'k' } },
    });
  const http = (more: object) => ({
    ...task,
    Resource: 'arn:aws:states:::http:invoke',
    Parameters: { ApiEndpoint: 'https://example.com', Method: 'GET', ...more },
  });
  const connection = { ConnectionArn: 'arn:aws:events:us-east-1:123456789012:connection/c/1' };
  it.each<[string, object]>([
    // https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
    ['a connection of an HTTP task as it was written first', http({ Authentication: connection })],
    ['a connection of an HTTP task as it is recommended', http({ InvocationConfig: connection })],
    ['a connection of an HTTP task that is found in the input', http({ 'InvocationConfig.$': '$.config' })],
    // https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
    ['one choice of how results are written', distributed({ ResultWriter: { WriterConfig: { OutputType: 'JSONL' } } })],
    ['the other', distributed({ ResultWriter: { WriterConfig: { Transformation: 'COMPACT' } } })],
    // https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
    ['the format of what a query wrote', manifest({ ManifestType: 'ATHENA_DATA', InputType: 'CSV' })],
    ['an inventory by its type', manifest({ ManifestType: 'S3_INVENTORY' })],
    ['an inventory by its input type', manifest({ InputType: 'MANIFEST' })],
  ])('%s', (_, state) => {
    expect(found(machine(state))).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'no connection',
      http({}),
      'This object should have only one of the following fields: [Authentication, InvocationConfig]',
    ],
    [
      'two connections',
      http({ Authentication: connection, InvocationConfig: connection }),
      'There should only be one of the following fields: [Authentication, InvocationConfig]',
    ],
  ])('but not %s', (_, state, expected) => {
    expect(found(machine(state))).toEqual([`${expected} @ /States/S/Parameters`]);
  });
});

describe('literal timestamps are real dates', () => {
  const wait = (Timestamp: string) => machine({ Type: 'Wait', Timestamp, End: true });
  const choice = (TimestampEquals: string) =>
    machine({ Type: 'Choice', Choices: [{ Variable: '$.t', TimestampEquals, Next: 'Done' }], Default: 'Done' });
  it.each(['2024-02-29T23:59:59Z', '2024-12-31T00:00:00.123456789+18:00', '0001-01-01T00:00:00-05:30'])(
    '%s',
    (timestamp) => {
      expect([...found(wait(timestamp)), ...found(choice(timestamp))]).toEqual([]);
    },
  );
  it.each([
    '2024-13-01T00:00:00Z',
    '2024-00-01T00:00:00Z',
    '2024-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2024-04-31T00:00:00Z',
    '2024-01-00T00:00:00Z',
    '2024-01-01T24:00:00Z',
    '2024-01-01T23:60:00Z',
    '2024-01-01T23:59:60Z',
    '2024-01-01T00:00:00+19:00',
    '2024-01-01T00:00:00',
    '2024-01-01',
  ])('%s is none', (timestamp) => {
    expect(found(wait(timestamp))).toEqual(['String does not match RFC3339 timestamp @ /States/S/Timestamp']);
    expect(found(choice(timestamp))).toEqual([
      'String does not match RFC3339 timestamp @ /States/S/Choices[0]/TimestampEquals',
    ]);
  });
});
