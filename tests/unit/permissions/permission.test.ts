import { localPlace } from '@safelight/asl/identity';
import { PolicyStore } from '@safelight/local/services/iam/policy-store';
import { describe, expect, it } from 'vitest';
import { createEditor } from '#tests/permissions/editor.ts';
import { describe as named, permissionsIn } from '#tests/permissions/permission.ts';

const ROLE = 'arn:aws:iam::000000000000:role/reader';
const trust = {
  Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
};
const statement = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:aws:s3:::a/*', '*'] };
const denied = { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' };

function storeOf(): PolicyStore {
  const store = new PolicyStore(localPlace);
  store.setRole(ROLE, trust);
  store.attach('reader', 'own', { Statement: [statement, denied] });
  return store;
}

const left = (store: PolicyStore) => permissionsIn(store).map((permission) => named(permission).slice(1).join(' '));

describe('permissions', () => {
  const all = ['s3:GetObject a/*', 's3:GetObject *', 's3:PutObject a/*', 's3:PutObject *', 'sts:AssumeRole reader'];

  it('are each action on each resource that is allowed, and each trust', () => expect(left(storeOf())).toEqual(all));

  it.each(all.map((name, at) => [name, at]))('%s can be taken away and given back', (name, at) => {
    const store = storeOf();
    const permission = permissionsIn(store)[at];
    if (!permission) throw new Error('no such permission');
    const giveBack = createEditor(store).remove(permission);
    expect(left(store).toSorted()).toEqual(all.filter((one) => one !== name).toSorted());
    giveBack();
    expect(left(store).toSorted()).toEqual(all.toSorted());
  });

  it('that several take away come back one by one', () => {
    const store = storeOf();
    const editor = createEditor(store);
    const [first, second] = permissionsIn(store).map((permission) => editor.remove(permission));
    first?.();
    expect(left(store)).toContain(all[0]);
    expect(left(store)).not.toContain(all[1]);
    second?.();
  });

  it('of resources are those of others on them', () => {
    const store = new PolicyStore(localPlace);
    const queue = 'arn:aws:sqs:us-east-1:000000000000:letters';
    const Principal = { Service: 'events.amazonaws.com' };
    const own = { Effect: 'Allow', Principal, Action: 'sqs:SendMessage', Resource: queue };
    store.setResourcePolicy(queue, 'policy', { Statement: own });
    const [permission] = permissionsIn(store);
    if (!permission) throw new Error('no such permission');
    expect(named(permission)).toEqual(['letters', 'sqs:SendMessage', 'letters']);
    createEditor(store).remove(permission);
    expect(left(store)).toEqual([]);
  });
});
