import { setTimeout } from 'node:timers/promises';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { Lab } from '#lab/lab.ts';

const LOOK_EVERY_MS = 500;

/** Waits until no photo is being developed. Rejects when one still is after `patienceMs`. */
export async function settled({ states, names }: Lab, patienceMs: number): Promise<void> {
  const list = { stateMachineArn: names.imageProcessing, statusFilter: 'RUNNING', maxResults: 1 } as const;
  for (const start = Date.now(); ; await setTimeout(LOOK_EVERY_MS)) {
    const { executions = [] } = await states.send(new ListExecutionsCommand(list));
    if (executions.length === 0) return;
    if (Date.now() - start > patienceMs)
      throw new Error(`Photos are still being developed, such as by ${executions[0]?.executionArn}: try again later.`);
  }
}
