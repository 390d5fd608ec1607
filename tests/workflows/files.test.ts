import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadDefinition } from '@safelight/asl/definition/load';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { at } from '#tests/support/compiled.ts';
import { allStates } from '#tests/support/escaping-errors.ts';
import { root } from '#tests/support/root.ts';

const files = readdirSync(join(root, 'statemachines')).filter((name) => name.endsWith('.asl.json'));

describe.each(files)('%s', (file) => {
  const text = readFileSync(join(root, 'statemachines', file), 'utf8');

  it('opens in Workflow Studio as it is: CreateStateMachine takes it, its placeholders being texts', () => {
    expect(() => loadDefinition(text)).not.toThrow();
  });

  it('is valid for asl-validator too', () => {
    const { isValid, errorsText } = validate(JSON.parse(text));
    expect(isValid, errorsText('\n')).toBe(true);
  });

  it('Images 10: names no execution after a key, which may have what no name may', () => {
    const named = allStates(JSON.parse(text)).filter(({ state }) => at(state, 'Arguments.Name') !== undefined);
    expect(named.map(({ name }) => name)).toEqual([]);
  });

  it('says what it is for', () => {
    expect(JSON.parse(text).Comment.length).toBeGreaterThan(40);
  });
});
