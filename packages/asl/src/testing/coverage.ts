import { afterAll, expect } from 'vitest';
import { definitionOf, type MachineRun, type RunOptions, runStateMachine } from './run-state-machine.ts';
import { transitionsOf, transitionsOfRun } from './transitions.ts';

/**
 * A state machine under test whose every transition must be taken by some run of the test file: what is left untaken is
 * printed, and fails the file. Call it once, at the top of the file, and run the machine through what it returns.
 *
 *     const run = coveredMachine('statemachines/order-processing.asl.json');
 *     it('a declined card gives the paper back', async () => {
 *       expect(await run({ input, mocks })).toHaveVisited('Take payment', 'Release stock');
 *     });
 */
export function coveredMachine(file: string | URL, shared: RunOptions = {}) {
  const taken = new Set<string>();
  afterAll(async () => {
    const untaken = transitionsOf(await definitionOf(file, shared)).filter((transition) => !taken.has(transition));
    expect(untaken, `transitions of ${file} that no test takes:\n${untaken.join('\n')}`).toEqual([]);
  });
  return async (options: RunOptions = {}): Promise<MachineRun> => {
    const run = await runStateMachine(file, { ...shared, ...options, mocks: { ...shared.mocks, ...options.mocks } });
    for (const transition of transitionsOfRun(run)) taken.add(transition);
    return run;
  };
}
