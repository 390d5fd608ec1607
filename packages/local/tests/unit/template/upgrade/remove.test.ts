import { expect, it } from 'vitest';
import { readSupported } from '#local/supported/supported.ts';

/** They are read from the template at every start. How far a mapping has read stays known, should it come back. */
const outliveNothing = [
  'AWS::Events::EventBusPolicy',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
];

it('every type whose resources outlive a start can delete them', async () => {
  const { resourceTypes } = await readSupported();
  expect(resourceTypes.flatMap(({ type, remove }) => (remove ? [] : [type])).sort()).toEqual(outliveNothing);
});
