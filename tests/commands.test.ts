import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS, OTHERS, type Wrong } from '#tests/support/house/commands.ts';
import { root } from '#tests/support/root.ts';
import { runMain } from '#tests/support/run-main.ts';

const manifest = (folder: string) => JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
const scripts: Readonly<Record<string, string>> = manifest('').scripts;
const programs = Object.fromEntries(
  ['packages/asl', 'packages/local'].flatMap((folder) =>
    Object.entries<string>(manifest(folder).bin).map(([name, path]) => [name, join(folder, path)]),
  ),
);

/** The file that a command runs, from the root. */
const mainOf = (name: string): string =>
  programs[name] ?? /^(?:node|bash) (?:--\S+ )*(\S+)$/.exec(scripts[name] ?? '')?.[1] ?? `no main of ${name}`;

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

it('every npm script and every program of a package has a row', () => {
  const named = [...new Set([...Object.keys(scripts), ...Object.keys(programs)])].toSorted();
  expect([...Object.keys(COMMANDS), ...Object.keys(OTHERS)].toSorted()).toEqual(named);
});

it.each(Object.entries(OTHERS))('%s is the command of another program: %s', (name, program) => {
  expect(wordsOf(scripts[name] ?? '')[0]).toBe(program);
});

describe.each(Object.entries(COMMANDS))('%s', (name, wrong) => {
  const main = mainOf(name);

  it('--help says what it is for, and ends with 0', async () => {
    const { code, out, err } = await runMain(main, ['--help']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(name);
  });

  const unknown: readonly Wrong[] = [
    ['--no-such-option', /--no-such-option/],
    ['no-such-word nor-this', /no-such-word|nor-this/],
  ];

  it.each([...unknown, ...wrong])("refuses '%s' in one line, and ends with 2", async (words, line) => {
    const { code, out, err } = await runMain(main, wordsOf(words));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^[^\n]+\n$/);
    expect(err).toMatch(line);
  });
});
