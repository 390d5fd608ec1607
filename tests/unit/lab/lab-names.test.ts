import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { expect, it } from 'vitest';
import { labNames } from '#lab/lab.ts';

const answering = (Outputs: object) => {
  const client = new CloudFormationClient({ region: 'us-east-1' });
  client.send = () => Promise.resolve({ Stacks: [{ Outputs }] });
  return client;
};

it('an output that an older stack does not have is missing when it is asked for, not before', async () => {
  const outputs = [{ OutputKey: 'SourceBucketName', OutputValue: 'source' }];
  const names = await labNames(answering(outputs), 'darkroom-old');
  expect(names.sourceBucket).toBe('source');
  expect(() => names.libraryReprocess).toThrow(
    'The stack darkroom-old has no output LibraryReprocessArn: is it a Darkroom stack, fully deployed?',
  );
});
