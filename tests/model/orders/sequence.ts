import { randomAction } from './actions.ts';
import { createDice } from './dice.ts';
import { brokenInvariants } from './invariants.ts';
import { type Lab, openLab } from './lab.ts';
import { isOver, type Plain } from './watch.ts';

export interface SequenceResult {
  readonly broken: readonly string[];
  readonly log: readonly string[];
  /** How the orders ended. */
  readonly endings: readonly string[];
}

const FIVE_DAYS_MS = 5 * 24 * 3600 * 1000;

/** A random life of the order half, brought to its end by people who repair what needs them. */
export async function runSequence(seed: number): Promise<SequenceResult> {
  const dice = createDice(seed);
  const lab = await openLab(dice);
  const log: string[] = [];
  for (let left = dice.between(6, 20); left > 0; left -= 1) log.push(await randomAction(dice)(lab, dice));
  log.push('the weather clears');
  await settle(lab);
  return { broken: brokenInvariants(lab), log, endings: lab.orders().map(({ status }) => String(status)) };
}

/** All is delivered, all waits are over, and whatever stopped half way is started again, as often as it takes. */
async function settle(lab: Lab): Promise<void> {
  lab.sky.weather = { kind: 'calm' };
  await lab.deliverNew();
  await lab.world.clock.sleep(FIVE_DAYS_MS);
  for (let attempt = 1; unfinished(lab).length > 0 && attempt < 8; attempt += 1) {
    await lab.replay(attempt);
    for (const order of unfinished(lab)) await restartAsTold(lab, order);
    await lab.world.clock.sleep(FIVE_DAYS_MS);
  }
}

/** The next attempt, or the one that the tool asks for: a name may be taken by an execution that never held the order. */
async function restartAsTold(lab: Lab, { orderId, attempt }: Plain): Promise<void> {
  const { said } = await lab.restart(String(orderId), Number(attempt ?? 1) + 1);
  const wanted = /--attempt (\d+)/.exec(said)?.[1];
  if (wanted !== undefined) await lab.restart(String(orderId), Number(wanted));
}

const unfinished = (lab: Lab): readonly Plain[] =>
  lab.orders().filter(({ status, version }) => !isOver(status) && version !== 0);
