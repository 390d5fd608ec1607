import {
  DescribeExecutionCommand,
  type ExecutionStatus,
  RedriveExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { UsageError } from '@safelight/local/cli/usage';
import type { Lab } from '#lab/lab.ts';
import { type LibraryRun, requireAlone, runningRuns, runsOf, selectedBy, shown } from './runs.ts';

/** Words of `--run`: the name of an execution. */
type Name = string | undefined;

/** How runs end that can go on. */
const UNSUCCESSFUL: readonly ExecutionStatus[] = ['FAILED', 'ABORTED', 'TIMED_OUT'];

/** The run of a name, or the one that is under way. Throws a `UsageError` where there is none, or more than one. */
export async function theRun(lab: Lab, name?: Name): Promise<LibraryRun> {
  if (name !== undefined) return named(lab, name);
  const [run, ...others] = await runningRuns(lab);
  if (run === undefined) throw new UsageError('No run over the library is under way.');
  if (others.length === 0) return run;
  const all = [run, ...others].map(
    ({ executionArn, selected }) => `--run ${nameIn(executionArn)} (${shown(selected)})`,
  );
  throw new UsageError(`Several runs are under way: name one of ${all.join(', ')}.`);
}

const nameIn = (executionArn: string): string => executionArn.split(':').at(-1) ?? '';

async function named({ states, names }: Lab, name: string): Promise<LibraryRun> {
  const executionArn = `${names.libraryReprocess.replace(':stateMachine:', ':execution:')}:${nameIn(name)}`;
  try {
    const { input, startDate } = await states.send(new DescribeExecutionCommand({ executionArn }));
    return { executionArn, startDate, selected: selectedBy(input) };
  } catch (error) {
    if (!(error instanceof Error) || !['ExecutionDoesNotExist', 'InvalidArn'].includes(error.name)) throw error;
    throw new UsageError(`There is no run ${name || 'without a name'} over the library.`);
  }
}

/** Goes on with the run of a name, or the newest that failed or was stopped: with what failed, and what was left. */
export async function redriveRun(lab: Lab, name?: Name): Promise<LibraryRun> {
  const run = name === undefined ? await newestUnsuccessful(lab) : await named(lab, name);
  const { executionArn, selected } = run;
  const { status, redriveStatus, redriveStatusReason } = await lab.states.send(
    new DescribeExecutionCommand({ executionArn }),
  );
  if (redriveStatus !== 'REDRIVABLE')
    throw new UsageError(`The run over ${shown(selected)} is ${status}: ${redriveStatusReason ?? 'it cannot go on'}.`);
  await requireAlone(lab, selected);
  await lab.states.send(new RedriveExecutionCommand({ executionArn }));
  return run;
}

/** Throws a `UsageError` where it has ended before. */
export async function stopRun({ states }: Lab, { executionArn, selected }: LibraryRun): Promise<void> {
  const { status } = await states.send(new DescribeExecutionCommand({ executionArn }));
  if (status !== 'RUNNING')
    throw new UsageError(`The run over ${shown(selected)} is ${status}: there is nothing to stop.`);
  await states.send(new StopExecutionCommand({ executionArn }));
}

async function newestUnsuccessful(lab: Lab): Promise<LibraryRun> {
  const found: LibraryRun[] = [];
  for (const status of UNSUCCESSFUL) {
    const { value } = await runsOf(lab, status)[Symbol.asyncIterator]().next();
    if (value) found.push(value);
  }
  const [newest] = found.toSorted((a, b) => (b.startDate?.getTime() ?? 0) - (a.startDate?.getTime() ?? 0));
  if (newest === undefined) throw new UsageError('No run over the library has failed or was stopped.');
  return newest;
}
