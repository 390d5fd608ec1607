import { expect, it } from 'vitest';
import { readSupported } from '#local/supported/supported.ts';
import { FACTS } from '#template/facts/rows.ts';

/** They are made again at every start. How far a mapping has read stays known, should it come back. */
const inMemory = [
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

it('types whose resources live in memory say so', async () => {
  const { resourceTypes } = await readSupported();
  expect(resourceTypes.flatMap(({ type, isVolatile }) => (isVolatile ? [type] : [])).sort()).toEqual(inMemory);
});

it('of every type the facts are known, and of no other', async () => {
  const { resourceTypes } = await readSupported();
  expect(Object.keys(FACTS).sort()).toEqual(resourceTypes.map(({ type }) => type).sort());
});

it('every type with a name can tell whether one is there', async () => {
  const { resourceTypes } = await readSupported();
  const named = resourceTypes.filter(({ type }) => FACTS[type]?.name !== undefined);
  expect(named.filter(({ exists }) => exists === undefined)).toEqual([]);
});
