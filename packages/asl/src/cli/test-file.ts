import { basename } from 'node:path';
import { checkMocked, type MockCase, readCases, UNMOCKED } from '../testing/mock-cases.ts';
import { InvalidMocks } from '../testing/mocks.ts';
import { definitionOf, type MachineRun, runStateMachine } from '../testing/run-state-machine.ts';
import { flatten } from '../testing/steps.ts';
import { type TestCommand, UsageError } from './args.ts';
import { readJson, readText } from './files.ts';
import type { Output } from './output.ts';
import { printRun } from './print-run.ts';
import { testOneState } from './test-one-state.ts';

/** Runs one file, once for each case, and prints the paths. Resolves with the exit code: 1 when one did not end as expected. */
export async function testFile(command: TestCommand, out: Output): Promise<number> {
  await readText(command.file);
  const cases = await chosenCases(command);
  if (command.state !== undefined) return testOneState(command, command.state, cases, out);
  checkMocked(await definitionOf(command.file, options(command)), cases);
  const input = command.input === undefined ? {} : await readJson(command.input);
  const runs: { readonly tested: MockCase; readonly run: MachineRun; readonly surprise: string | undefined }[] = [];
  for (const tested of cases) {
    const { states: mocks, objects } = tested;
    const run = await runStateMachine(command.file, {
      ...options(command),
      input: tested.input ?? input,
      mocks,
      objects,
    });
    runs.push({ tested, run, surprise: unexpected(run, tested.expect) });
  }
  if (command.json) out.write(`${JSON.stringify(document(runs))}\n`);
  else for (const { tested, run, surprise } of runs) out.write(caseText(tested, run, surprise, out));
  return runs.every(({ surprise }) => surprise === undefined) ? 0 : 1;
}

const options = ({ substitutions, express }: TestCommand) => ({
  substitutions,
  type: express ? ('EXPRESS' as const) : ('STANDARD' as const),
});

async function chosenCases({ file, mocks, machine, cases: names }: TestCommand): Promise<readonly MockCase[]> {
  if (mocks === undefined) return [UNMOCKED];
  const cases = await casesIn(mocks, machine ?? basename(file).replace(/\..*$/, ''));
  const missing = names.find((name) => !cases.some((one) => one.name === name));
  if (missing === undefined) return names.length === 0 ? cases : cases.filter(({ name }) => names.includes(name ?? ''));
  const known = cases.flatMap(({ name }) => (name === undefined ? [] : [name]));
  throw new UsageError(`--case ${missing}: ${mocks} has ${known.length === 0 ? 'no named cases' : known.join(', ')}`);
}

async function casesIn(file: string, machine: string): Promise<readonly MockCase[]> {
  try {
    return readCases(await readText(file), machine);
  } catch (error) {
    throw error instanceof InvalidMocks ? new InvalidMocks(`${file}: ${error.message}`) : error;
  }
}

function unexpected(run: MachineRun, expected: MockCase['expect']): string | undefined {
  if (expected === 'any') return undefined;
  if (run.status !== expected.status) return `expected ${expected.status}`;
  if (expected.error !== undefined && run.failure?.error !== expected.error)
    return `expected the error ${expected.error}`;
  return undefined;
}

function caseText({ name }: MockCase, run: MachineRun, surprise: string | undefined, { paint }: Output): string {
  const heading = name === undefined ? '' : `${paint('bold', `case ${name}`)}\n`;
  return (
    heading +
    printRun(run, paint) +
    (surprise === undefined ? '' : `${paint('red', surprise)}\n`) +
    (name === undefined ? '' : '\n')
  );
}

/** What `--json` prints: of the only case, or of each by its name. Times are in milliseconds since the execution began. */
function document(runs: readonly { tested: MockCase; run: MachineRun; surprise: string | undefined }[]): object {
  const [first] = runs;
  if (first !== undefined && first.tested.name === undefined) return report(first.run, first.surprise);
  return {
    cases: runs.map(({ tested, run, surprise }) => ({ name: tested.name, ...report(run, surprise) })),
    asExpected: runs.every(({ surprise }) => surprise === undefined),
  };
}

const report = ({ status, output, failure, elapsed, steps }: MachineRun, surprise: string | undefined) => ({
  status,
  ...(failure === undefined ? { output } : failure),
  elapsedMs: elapsed,
  path: flatten(steps).map(({ name, type, enteredAt, exitedAt, attempts, failure: failed, next }) => ({
    state: name,
    type,
    enteredAt,
    exitedAt,
    retries: Math.max(0, attempts.length - 1),
    error: failed?.error,
    next,
  })),
  asExpected: surprise === undefined,
});
