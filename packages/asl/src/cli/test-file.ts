import { InvalidMocks, type MocksFile, parseMocks } from '../testing/mocks.ts';
import { type MachineRun, runStateMachine } from '../testing/run-state-machine.ts';
import { flatten } from '../testing/steps.ts';
import type { Command } from './args.ts';
import { readJson, readText } from './files.ts';
import { type Paint, printRun } from './print-run.ts';

export interface Output {
  write(text: string): void;
  readonly paint: Paint;
}

/** Runs one file and prints the path. Resolves with the exit code: 1 when it did not end as expected. */
export async function testFile(command: Command & { kind: 'test' }, { write, paint }: Output): Promise<number> {
  await readText(command.file);
  const mocks = command.mocks === undefined ? {} : await readMocks(command.mocks);
  const run = await runStateMachine(command.file, {
    input: command.input === undefined ? {} : await readJson(command.input),
    mocks: mocks.states ?? {},
    objects: mocks.objects ?? {},
    substitutions: command.substitutions,
    type: command.express ? 'EXPRESS' : 'STANDARD',
  });
  const surprise = unexpected(run, mocks.expect);
  if (command.json) write(`${JSON.stringify({ ...report(run), asExpected: surprise === undefined })}\n`);
  else write(printRun(run, paint) + (surprise === undefined ? '' : `${paint('red', surprise)}\n`));
  return surprise === undefined ? 0 : 1;
}

async function readMocks(file: string): Promise<MocksFile> {
  try {
    return parseMocks(await readText(file));
  } catch (error) {
    throw error instanceof InvalidMocks ? new InvalidMocks(`${file}: ${error.message}`) : error;
  }
}

function unexpected(run: MachineRun, expected: MocksFile['expect'] = { status: 'SUCCEEDED' }): string | undefined {
  if (run.status !== expected.status) return `expected ${expected.status}`;
  if (expected.error !== undefined && run.failure?.error !== expected.error)
    return `expected the error ${expected.error}`;
  return undefined;
}

/** What `--json` prints. Times are in milliseconds since the execution began. */
const report = ({ status, output, failure, elapsed, steps }: MachineRun) => ({
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
});
