import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { variantsOf } from '#functions/shared/variants.ts';
import type { Lab } from '#lab/lab.ts';
import type { PhotoOutcome } from '#lab/outcome.ts';
import { compare } from '../consistency/compare.ts';
import { sentence } from '../consistency/disagreement.ts';
import { readLab } from '../consistency/read-lab.ts';
import { settled } from '../consistency/settled.ts';
import { forEachAtOnce } from '../lib/at-once.ts';
import type { Case } from './case.ts';
import { develop } from './develop.ts';
import { brokenRule } from './rule.ts';
import { atWork, workerDeaths } from './worker-deaths.ts';

export interface Fuzzing {
  readonly lab: Lab;
  readonly logs: CloudWatchLogsClient;
  readonly stage: string;
  readonly indices: readonly number[];
  readonly caseOf: (index: number) => Case;
  readonly onOutcome: (outcome: PhotoOutcome, mutated: Case) => void;
}

/** What broke a rule, and the pictures that did it or are among those that may have done it. */
export interface Violation {
  readonly said: string;
  readonly suspects: readonly Case[];
}

/** Two batches are in the lab at any time, so that it never runs dry while the end of one is awaited. */
const BATCH = 24;
const BATCHES_AT_ONCE = 2;
const PATIENCE_MS = 120_000;

/** Sends every case through the lab, then looks at what the whole run left behind. */
export async function fuzz(fuzzing: Fuzzing): Promise<readonly Violation[]> {
  try {
    const { outcomes, violations } = await developAll(fuzzing);
    await settled(fuzzing.lab, PATIENCE_MS);
    return [...violations, ...(await deaths(fuzzing, outcomes)), ...(await disagreements(fuzzing))];
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    return [{ said: error.message, suspects: error.suspects }];
  }
}

async function developAll({ lab, indices, caseOf, onOutcome }: Fuzzing) {
  const outcomes: PhotoOutcome[] = [];
  const violations: Violation[] = [];
  await forEachAtOnce(BATCHES_AT_ONCE, batches(indices), async (batch) => {
    const left = new Map(batch.map(caseOf).map((one) => [one.key, one]));
    const settle = (outcome: PhotoOutcome) => {
      const mutated = left.get(outcome.key);
      if (!mutated) return;
      left.delete(outcome.key);
      outcomes.push(outcome);
      const said = brokenRule(outcome);
      if (said !== undefined) violations.push({ said, suspects: [mutated] });
      onOutcome(outcome, mutated);
    };
    await develop(lab, [...left.values()], settle).catch((error: unknown) => {
      throw new NoAnswerError([...left.values()], error);
    });
  });
  return { outcomes, violations };
}

/** The system answers no longer: one of the pictures that were in it may have ended it. */
class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  readonly suspects: readonly Case[];

  constructor(suspects: readonly Case[], cause: unknown) {
    super(`the system does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.suspects = suspects;
  }
}

const batches = (indices: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: Math.ceil(indices.length / BATCH) }, (_, number) =>
    indices.slice(number * BATCH, (number + 1) * BATCH),
  );

async function deaths({ lab, logs, stage, indices, caseOf }: Fuzzing, outcomes: readonly PhotoOutcome[]) {
  const cases = new Map(indices.map((index) => [caseOf(index).key, index]));
  const violations: Violation[] = [];
  for (const { functionName, at, error } of await workerDeaths(logs, stage)) {
    const suspects = (await atWork(lab, outcomes, at)).flatMap((key) => cases.get(key) ?? []).map(caseOf);
    const when = new Date(at).toISOString();
    violations.push({
      said: `a worker of ${functionName} died at ${when}: ${error}; one of these was in it`,
      suspects,
    });
  }
  return violations;
}

async function disagreements({ lab, stage, indices, caseOf }: Fuzzing): Promise<readonly Violation[]> {
  const found = compare(await readLab(lab), variantsOf(stage));
  if (found.length === 0) return [];
  const cases = new Map(indices.map((index) => [caseOf(index).key, index]));
  return found.map((one) => {
    const index = cases.get(one.key);
    return { said: sentence(one), suspects: index === undefined ? [] : [caseOf(index)] };
  });
}
