import { describe, expect, it } from 'vitest';
import { InvalidDefinition } from '#asl/definition/diagnostic.ts';
import { loadDefinition } from '#asl/definition/load.ts';
import type { HistoryEvent } from '#asl/history/events.ts';
import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import { seededRandom } from '#asl/testing/mock-ports.ts';
import type { MockOutcome } from '#asl/testing/mocks.ts';
import { type MachineRun, runStateMachine } from '#asl/testing/run-state-machine.ts';
import { testRuns } from '#asl/testing/seed.ts';
import fc from '#tests/support/fast-check.ts';
import { validDefinition } from './definitions.ts';
import { mutated } from './mutations.ts';

/** A run that takes this long hangs. */
const HANGS_AFTER_MS = 60_000;
const fixed = { timeout: HANGS_AFTER_MS };
const LONGEST_MS = testRuns(180_000);

const INPUT = { a: 2, b: 'text', list: [1, 2, 3], deep: { er: null } };
const OUTCOMES: readonly MockOutcome[] = [
  { result: INPUT },
  { result: 'text', delay: 5 },
  { error: 'Broken', cause: 'by chance' },
  { error: 'States.TaskFailed' },
  { never: true },
];

function run(definition: JsonObject, seed: number): Promise<MachineRun> {
  const random = seededRandom(seed);
  const outcome = () => OUTCOMES[Math.floor(random.next() * OUTCOMES.length)] ?? { result: null };
  const mocks = new Proxy({}, { get: () => outcome });
  return runStateMachine(definition, { input: INPUT, mocks });
}

const isStatesError = ({ failure }: MachineRun): boolean =>
  failure === undefined || /^(States\.\w+|Broken|)$/.test(failure.error ?? '');

const follows = ({ id, previousEventId }: HistoryEvent, index: number): boolean =>
  id === index + 1 && previousEventId < id;

describe('random valid definitions', () => {
  it('are loaded', () => {
    fc.assert(
      fc.property(validDefinition, (definition) => {
        expect(loadDefinition(definition)).toEqual(definition);
      }),
      { numRuns: testRuns(100) },
    );
  });

  it('never hang, end in success or in a States error, and leave a history without gaps', {
    timeout: LONGEST_MS,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(validDefinition, fc.nat(), async (definition, seed) => {
        const ended = await run(definition, seed);
        expect(isStatesError(ended)).toBe(true);
        expect(ended.history.at(-1)?.type).toMatch(/^Execution(Succeeded|Failed|TimedOut)$/);
        expect(ended.history.length).toBeLessThanOrEqual(25_000);
        expect(ended.history.every(follows)).toBe(true);
      }),
      { ...fixed, numRuns: testRuns(40) },
    );
  });
});

describe('JSON that is no definition', () => {
  const loadOrRefuse = (value: unknown): void => {
    try {
      loadDefinition(value);
    } catch (error) {
      if (!(error instanceof InvalidDefinition)) throw error;
      expect(error.diagnostics.length).toBeGreaterThan(0);
      for (const { message, code } of error.diagnostics) expect([message, code]).not.toContain('');
    }
  };

  it('is refused with what is wrong, and where', () => {
    fc.assert(fc.property(fc.jsonValue(), loadOrRefuse), { numRuns: testRuns(300) });
  });

  it('a definition with one thing changed is refused or runs', { timeout: LONGEST_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(validDefinition.chain(mutated), fc.nat(), async (definition: Json, seed) => {
        loadOrRefuse(definition);
        if (!isJsonObject(definition)) return;
        const ended = await run(definition, seed).catch((error: unknown) => {
          if (error instanceof InvalidDefinition) return undefined;
          throw error;
        });
        expect(ended === undefined || isStatesError(ended) || ended.status === 'FAILED').toBe(true);
      }),
      { ...fixed, numRuns: testRuns(40) },
    );
  });
});
