import { expect, it } from 'vitest';
import type { ResourceRecord } from '#services/cloudformation/store/records.ts';
import { changesBetween } from '#template/stacks/changes.ts';

/** `A=x` is a resource A whose physical identity is x; the rest as CloudFormation defaults it. */
function resources(text: string, change: Partial<ResourceRecord> = {}): ResourceRecord[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [logicalId = '', identity = ''] = word.split('=');
      const policies = { deletionPolicy: 'Delete', updateReplacePolicy: 'Delete' } as const;
      const made = { properties: {}, attributes: {}, suffix: '', status: 'CREATE_COMPLETE', updatedAt: 0 };
      const named = { logicalId, identity, physicalId: identity, type: 'AWS::SQS::Queue' };
      return { ...named, ...policies, ...made, ...change };
    });
}

const told = (before: readonly ResourceRecord[], after: readonly ResourceRecord[]) =>
  changesBetween(before, after).map(({ kind, resource, former, isKept }) =>
    [kind, resource.logicalId, ...(former ? [former.identity, isKept ? 'stays' : 'goes'] : [])].join(' '),
  );

const retain = { deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' } as const;

it.each([
  { name: 'nothing', before: 'A=a B=b', after: 'A=a B=b', changes: [] },
  { name: 'another resource', before: 'A=a', after: 'A=a B=b', changes: ['created B'] },
  { name: 'one less', before: 'A=a B=b', after: 'A=a', changes: ['removed B b goes'] },
  {
    name: 'the last made goes first',
    before: 'A=a B=b C=c',
    after: '',
    changes: ['removed C c goes', 'removed B b goes', 'removed A a goes'],
  },
  { name: 'another physical name', before: 'A=a', after: 'A=b', changes: ['replaced A a goes'] },
  { name: 'another logical name', before: 'A=a', after: 'B=a', changes: ['created B', 'removed A a stays'] },
  {
    name: 'two that swap their things',
    before: 'A=a B=b',
    after: 'A=b B=a',
    changes: ['replaced B b stays', 'replaced A a stays'],
  },
])('$name', ({ before, after, changes }) => {
  expect(told(resources(before), resources(after))).toEqual(changes);
});

it('properties written otherwise are an update', () => {
  expect(told(resources('A=a'), resources('A=a', { properties: { VisibilityTimeout: 1 } }))).toEqual(['updated A']);
});

it.each([
  {
    policy: 'DeletionPolicy',
    before: resources('A=a', { deletionPolicy: 'Retain' }),
    after: '',
    change: 'removed A a stays',
  },
  {
    policy: 'UpdateReplacePolicy',
    before: resources('A=a', { updateReplacePolicy: 'Retain' }),
    after: 'A=b',
    change: 'replaced A a stays',
  },
  {
    policy: 'only the other policy, removed',
    before: resources('A=a', { updateReplacePolicy: 'Retain' }),
    after: '',
    change: 'removed A a goes',
  },
  {
    policy: 'only the other policy, replaced',
    before: resources('A=a', { deletionPolicy: 'Retain' }),
    after: 'A=b',
    change: 'replaced A a goes',
  },
])('Retain: $policy', ({ before, after, change }) => {
  expect(told(before, resources(after))).toEqual([change]);
});

it('a replacement that only the new template retains stays as well', () => {
  expect(told(resources('A=a'), resources('A=b', retain))).toEqual(['replaced A a stays']);
});
