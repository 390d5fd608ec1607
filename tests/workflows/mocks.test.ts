import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkMocked, readCases } from '@safelight/asl/testing/mock-cases';
import { runStateMachine } from '@safelight/asl/testing/run-state-machine';
import { describe, expect, it } from 'vitest';
import { root } from '#tests/support/root.ts';

const workflows = readdirSync(join(root, 'statemachines')).map((name) => name.replace('.asl.json', ''));

/** What README tells to try: `npm run asl -- test FILE --mocks …`. */
describe.each(workflows)('the mocks of %s', (workflow) => {
  const file = join('tests/workflows/mocks', `${workflow}.json`);
  const cases = readCases(readFileSync(join(root, file), 'utf8'), workflow);

  it.each(cases.map((one) => [one.name ?? '', one] as const))('%s ends as it says', async (_, tested) => {
    const { input, states: mocks, objects, expect: expected } = tested;
    const run = await runStateMachine(join(root, 'statemachines', `${workflow}.asl.json`), {
      ...(input !== undefined && { input }),
      mocks,
      objects,
    });
    checkMocked(run.definition, [tested]);
    expect(run).toMatchObject({ status: expected === 'any' ? expect.anything() : expected.status });
  });

  it('are named in the README', () => {
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toContain(`${workflow}.json`);
  });
});
