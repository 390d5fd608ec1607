import type { Clock } from '@safelight/asl/clock';
import { isJsonObject } from '@safelight/asl/json';
import type { TaskCall, TaskPort } from '@safelight/asl/ports';
import { machineNameOf } from '#integrations/execution-arn.ts';
import type { DiskSpace } from '#local/system/disk-space.ts';
import { createSlots } from '#local/turns/slots.ts';

interface TaskTurnsOptions {
  /** Invocations by Task states that are under way at a time, those that wait for an environment included. */
  readonly atOnce: number;
  readonly clock: Clock;
  /** No task is begun while there is no room for what it leaves. */
  readonly disk: Pick<DiskSpace, 'isLow' | 'whenFree'>;
}

/** Lets Task states take turns in invoking functions. */
export interface TaskTurns {
  readonly admit: TaskPort['admit'];
  /** Task states of a state machine that wait for their turn. */
  waitingOf(stateMachineArn: string): number;
}

/** A function may wait for a workflow that invokes another: after this long without an answer one more may go. */
const STALL_MS = 10_000;
const MORE_WHEN_STALLED = 8;

/**
 * AWS runs a thousand invocations at once, and a laptop a few: what waits for an environment would run into the time-outs
 * of its Task state, be tried again, and so be made twice. Here a state waits before its task is scheduled.
 */
export function createTaskTurns({ atOnce, clock, disk }: TaskTurnsOptions): TaskTurns {
  const slots = createSlots({ count: atOnce, ceiling: atOnce + MORE_WHEN_STALLED, stallMs: STALL_MS, clock });
  const waiting = new Map<string, number>();

  async function acquire(name: string, machine: string): Promise<() => void> {
    waiting.set(machine, (waiting.get(machine) ?? 0) + 1);
    const release = await slots.acquire(name);
    waiting.set(machine, (waiting.get(machine) ?? 1) - 1);
    return release;
  }

  return {
    admit(call) {
      const name = functionOf(call);
      const take = () => (name === undefined ? undefined : acquire(name, machineNameOf(call.executionArn)));
      return disk.isLow() ? disk.whenFree().then(async () => (await take()) ?? NOTHING) : take();
    },
    waitingOf: (stateMachineArn) => waiting.get(stateMachineArn.split(':')[6] ?? '') ?? 0,
  };
}

const NOTHING = () => {};

const LAMBDA: ReadonlySet<string> = new Set(['lambda', 'aws-sdk:lambda']);

/** The function that a call invokes; undefined when it calls something else. */
function functionOf({ resource, parameters }: TaskCall): string | undefined {
  if (resource.kind === 'lambda') return resource.arn;
  if (resource.kind !== 'integration' || !LAMBDA.has(resource.service) || resource.action !== 'invoke')
    return undefined;
  const name = isJsonObject(parameters) ? parameters.FunctionName : undefined;
  return typeof name === 'string' ? name : '';
}
