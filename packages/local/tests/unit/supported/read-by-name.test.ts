import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { InputMembers } from '#gateway/dispatch/operation.ts';
import { MEMBERS as cloudformation } from '#services/cloudformation/members.ts';
import { MEMBERS as iam } from '#services/iam/api/members.ts';
import { MEMBERS as logs } from '#services/logs/members.ts';
import { MEMBERS as states } from '#services/states/api/members.ts';

/** Services that read their inputs member by member, and list them beside their operations. */
const LISTS: Readonly<Record<string, Readonly<Record<string, InputMembers>>>> = {
  cloudformation,
  'iam/api': iam,
  logs,
  states,
};

const SERVICES = join(import.meta.dirname, '../../../src/services');

/** Of a call such as `text(input, 'name')`, and of `input.name`. */
const READ = /\((?:\w+, )*input, '(\w+)'|\binput\.(\w+)/g;

describe.each(Object.entries(LISTS))('What is listed of %s', (folder, lists) => {
  const source = sourceOf(join(SERVICES, folder));
  const read = new Set(Object.values(lists).flatMap(({ members }) => members));

  it('is named where it is read', () => {
    const named = new Set(source.match(/\w+/g));
    expect([...read].filter((member) => !named.has(member))).toEqual([]);
  });

  it('is all that is read', () => {
    const others = Object.values(lists).flatMap(({ withoutEffect = {}, refused = [] }) => [
      ...Object.keys(withoutEffect),
      ...refused,
    ]);
    const names = [...source.matchAll(READ)].map(([, called, own]) => called ?? own ?? '');
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => others.includes(name) && !read.has(name))).toEqual([]);
  });
});

function sourceOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('members.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
}
