import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, describe, expect, it } from 'vitest';
import { createCredentialStore } from '#gateway/credentials.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-credentials-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const open = () => createCredentialStore({ dataDir, place: localPlace });
const ROLE = 'arn:aws:iam::000000000000:role/resize';

describe('credentials', () => {
  it('of the developer are the same at every start', () => {
    expect(open().developer).toEqual(open().developer);
    expect(open().developer.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(statSync(join(dataDir, 'gateway', 'seed')).mode & 0o077).toBe(0);
  });

  it.each([
    { given: open().forRole(ROLE, 'one'), principal: { kind: 'role', roleArn: ROLE, sessionName: 'one' } },
    {
      given: open().forService('events.amazonaws.com', 'arn:x'),
      principal: { kind: 'service', service: 'events.amazonaws.com', sourceArn: 'arn:x' },
    },
    { given: open().forService('sns.amazonaws.com'), principal: { kind: 'service', service: 'sns.amazonaws.com' } },
  ])('of $principal hold after a restart', ({ given, principal }) => {
    const found = open().find(given.accessKeyId, given.sessionToken);
    expect(found).toEqual({ kind: 'known', secretAccessKey: given.secretAccessKey, principal });
  });

  it('of one do not do for another', () => {
    const [one, two] = [open().forRole(ROLE, 'one'), open().forRole(ROLE, 'two')];
    expect(open().find(one.accessKeyId, two.sessionToken)).toEqual({ kind: 'bad-token' });
    expect(open().find(one.accessKeyId)).toEqual({ kind: 'unknown-key' });
    expect(createCredentialStore({ place: localPlace }).find(one.accessKeyId, one.sessionToken)).toEqual({
      kind: 'bad-token',
    });
  });

  it('of a role are given to a service only when the role trusts it', () => {
    const asked: unknown[] = [];
    const checkTrust = (...args: unknown[]) => asked.push(args);
    const store = createCredentialStore({ place: localPlace, checkTrust });
    store.forRole(ROLE, 'one');
    store.forRole(ROLE, 'one', 'lambda.amazonaws.com', 'arn:y');
    expect(asked).toEqual([[ROLE, 'lambda.amazonaws.com', 'arn:y']]);
  });
});
