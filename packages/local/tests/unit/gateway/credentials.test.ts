import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, describe, expect, it } from 'vitest';
import { createCredentialStore } from '#gateway/credentials.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-credentials-'));
afterAll(() => rmSync(dataDir, { recursive: true }));
const open = () => createCredentialStore({ dataDir, place: localPlace, checkTrust: () => {} });
const ROLE = 'arn:aws:iam::000000000000:role/resize';

describe('credentials', () => {
  it('of the developer are the same at every start', () => {
    expect(open().developer).toEqual(open().developer);
    expect(open().developer.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(statSync(join(dataDir, 'gateway', 'seed')).mode & 0o077).toBe(0);
  });

  it.each(['', '00', 'x'.repeat(64)])('are refused where their seed is damaged: %j', (text) => {
    const damaged = mkdtempSync(join(tmpdir(), 'darkroom-seed-'));
    mkdirSync(join(damaged, 'gateway'));
    writeFileSync(join(damaged, 'gateway', 'seed'), text);
    const opened = () => createCredentialStore({ dataDir: damaged, place: localPlace, checkTrust: () => {} });
    expect(opened).toThrow(/^The seed of all keys .*seed is damaged: put back a copy of it, or delete it/);
    rmSync(damaged, { recursive: true });
  });

  it('have a seed that is there whole or not at all', () => {
    const half = mkdtempSync(join(tmpdir(), 'darkroom-seed-'));
    mkdirSync(join(half, 'gateway'));
    writeFileSync(join(half, 'gateway', 'seed.new'), 'abc');
    createCredentialStore({ dataDir: half, place: localPlace, checkTrust: () => {} });
    expect(readFileSync(join(half, 'gateway', 'seed'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
    rmSync(half, { recursive: true });
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
    expect(
      createCredentialStore({ place: localPlace, checkTrust: () => {} }).find(one.accessKeyId, one.sessionToken),
    ).toEqual({
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
