import { Abandoned, StatesError } from '@safelight/asl/error';
import type { ChildResult, ChildStart } from '@safelight/asl/ports';
import type { StatesContext } from '#services/states/context.ts';

export type ChildRun = Parameters<ChildStart['run']>[0];

/** Runs a child to its end. */
export async function runChild(child: ChildStart, run: ChildRun, clock: StatesContext['clock']): Promise<ChildResult> {
  const { executionArn, startTime } = run;
  try {
    const output = await child.run(run);
    return { executionArn, startTime, stopTime: clock.now(), status: 'SUCCEEDED', output };
  } catch (failure) {
    const ended = { executionArn, startTime, stopTime: clock.now() };
    if (failure instanceof Abandoned) return { ...ended, status: 'ABORTED' };
    if (!(failure instanceof StatesError)) throw failure;
    const { error, cause } = failure;
    const why = { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
    return { ...ended, status: 'FAILED', ...why };
  }
}

/** The state machine's name and the Map state's label. */
export const ownerOf = (mapRunArn: string): string => mapRunArn.split(':')[6] ?? '';
