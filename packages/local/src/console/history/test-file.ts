import type { Attempt, Visit } from './visit.ts';

/** How a call ended, as `npm run asl -- test --mocks` takes it. */
type Outcome =
  | { readonly result: unknown; readonly repeat?: number }
  | { readonly error: string; readonly cause?: string; readonly repeat?: number }
  | { readonly never: true; readonly repeat?: number };

/** A mocks file of one case. */
export interface TestFile {
  readonly input: unknown;
  readonly states: Readonly<Record<string, Outcome | readonly Outcome[]>>;
  readonly expect?: { readonly status: string; readonly error?: string };
}

interface Ended {
  readonly input?: string | undefined;
  readonly status?: string | undefined;
  readonly error?: string | undefined;
}

/** An execution as a test: each of its calls ends again as it did, in the order in which they were made. */
export function testFileOf({ input, status, error }: Ended, visits: readonly Visit[]): TestFile {
  const tasks = Map.groupBy(
    visits.filter(({ kind }) => kind === 'Task'),
    ({ name }) => name,
  );
  const states = [...tasks].map(([name, group]) => {
    const attempts = group.flatMap((visit) => visit.attempts).toSorted((a, b) => a.at - b.at);
    return [name, mockOf(attempts.map(outcomeOf))] as const;
  });
  const isEnd = status === 'SUCCEEDED' || status === 'FAILED' || status === 'TIMED_OUT';
  return {
    input: JSON.parse(input ?? '{}'),
    states: Object.fromEntries(
      states.filter(([, mock]) => mock.length > 0).map(([name, mock]) => [name, single(mock)]),
    ),
    ...(isEnd && { expect: { status, ...(error !== undefined && { error }) } }),
  };
}

function outcomeOf({ result, error, cause }: Attempt): Outcome {
  if (error !== undefined) return { error, ...(cause !== undefined && { cause }) };
  return result === undefined ? { never: true } : { result: JSON.parse(result) };
}

/** The same several times in a row is said once. */
function mockOf(outcomes: readonly Outcome[]): readonly Outcome[] {
  const told: { outcome: Outcome; text: string; repeat: number }[] = [];
  for (const outcome of outcomes) {
    const text = JSON.stringify(outcome);
    const last = told.at(-1);
    if (last?.text === text) last.repeat++;
    else told.push({ outcome, text, repeat: 1 });
  }
  return told.map(({ outcome, repeat }) => (repeat === 1 ? outcome : { ...outcome, repeat }));
}

/** One outcome is for every call, however many there are. */
function single(outcomes: readonly Outcome[]): Outcome | readonly Outcome[] {
  const [first, ...more] = outcomes;
  if (!first || more.length > 0) return outcomes;
  const { repeat, ...outcome } = first;
  return outcome;
}
