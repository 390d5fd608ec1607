import { setTimeout } from 'node:timers/promises';
import { seededRandom } from '@safelight/asl/testing/mock-ports';
import { addSheets } from '#functions/orders/stock.ts';
import { labOf } from '#lab/running-lab.ts';
import { pick } from '../../../scripts/fuzz/dice.ts';
import { type Desk, type Ledgers, newLedgers, openDesk, perform } from './client.ts';
import { STARTING_STOCK, violations } from './invariants.ts';
import type { Told } from './ledger.ts';
import { planOf, type Round } from './plan.ts';
import { settle } from './settle.ts';
import { readAll } from './snapshot.ts';
import { type SystemProcess, startProcess } from './system-process.ts';

export interface ChaosOptions {
  readonly root: string;
  readonly dataDir: string;
  readonly rounds: number;
  readonly seed: number;
  /** How long the last start may take to settle. */
  readonly patienceMs: number;
  readonly say: (line: string) => void;
}

/** What a run has shown. */
export interface ChaosResult {
  readonly violations: readonly string[];
  readonly calls: Readonly<Record<Told, number>>;
  readonly photos: number;
  readonly orders: number;
  readonly executions: number;
}

interface Chaos {
  readonly options: ChaosOptions;
  readonly ledgers: Ledgers;
  readonly calls: Record<Told, number>;
}

/** Drives a system through so many rounds, each of which ends with a kill, and checks what is left. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const chaos: Chaos = { options, ledgers: newLedgers(), calls: { acknowledged: 0, refused: 0, unknown: 0 } };
  const random = seededRandom(options.seed);
  const plan = planOf(random, options.rounds);
  await open(chaos);
  for (const [index, round] of plan.entries()) {
    options.say(`${index + 1}/${plan.length}: killed ${round.kill.kind}, after ${round.kill.afterMs} ms`);
    await play(chaos, round, (pids) => pick(random, pids));
  }
  return finish(chaos);
}

const start = ({ options }: Chaos): SystemProcess => startProcess(options.root, options.dataDir);

async function deskOf(process: SystemProcess) {
  const connection = await process.ready;
  const lab = await labOf(connection);
  return { lab, desk: openDesk(connection, lab.names) };
}

/** Paper, and the photo that orders are of. */
async function open(chaos: Chaos): Promise<void> {
  const process = start(chaos);
  const { lab, desk } = await deskOf(process);
  const stock = { documents: desk.documents, stockTable: 'darkroom-dev-stock' };
  for (const [sku, sheets] of Object.entries(STARTING_STOCK))
    await addSheets(stock, sku as keyof typeof STARTING_STOCK, sheets);
  await perform(desk, { kind: 'upload', key: 'cat.jpg', hue: 1 }, chaos.ledgers);
  await settle(lab, desk, chaos.ledgers, chaos.options);
  await process.end('SIGKILL');
}

async function play(chaos: Chaos, { kill, actions, gapMs }: Round, choose: (pids: readonly number[]) => number) {
  const process = start(chaos);
  if (kill.kind === 'while it boots') {
    await setTimeout(kill.afterMs);
    return process.end('SIGKILL');
  }
  const { desk } = await deskOf(process);
  if (kill.kind === 'while it goes on') {
    await setTimeout(kill.afterMs);
    return process.end('SIGKILL');
  }
  const driven = drive(chaos, desk, actions, gapMs);
  await setTimeout(kill.afterMs);
  if (kill.kind === 'a function') {
    await process.killFunction(choose);
    await driven;
  }
  await process.end(kill.kind === 'in order' ? 'SIGTERM' : 'SIGKILL');
  await driven;
}

async function drive({ ledgers, calls }: Chaos, desk: Desk, actions: Round['actions'], gapMs: number): Promise<void> {
  for (const action of actions) {
    const told = await perform(desk, action, ledgers);
    calls[told] += 1;
    await setTimeout(gapMs);
  }
}

async function finish(chaos: Chaos): Promise<ChaosResult> {
  const { ledgers, calls, options } = chaos;
  const process = start(chaos);
  const { lab, desk } = await deskOf(process);
  const open = await settle(lab, desk, ledgers, options);
  const found = await readAll(lab, desk);
  await process.end('SIGTERM');
  const { photoExecutions, removalExecutions, orderExecutions } = found;
  return {
    violations: [...open, ...violations(found, ledgers)],
    calls,
    photos: found.lab.photos.size,
    orders: found.orders.length,
    executions: photoExecutions.length + removalExecutions.length + orderExecutions.length,
  };
}
