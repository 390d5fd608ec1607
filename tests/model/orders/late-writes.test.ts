import { expect, it, vi } from 'vitest';
import { stateMachineArn } from '#tests/support/orders/fake-states.ts';
import type { Fault } from '#tests/support/orders/faults.ts';
import { placed } from '#tests/support/orders/samples.ts';
import { createWorld } from '#tests/support/orders/world.ts';
import { restartOrder } from '../../../scripts/orders/restart.ts';
import { plain } from './watch.ts';

vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

const MINUTE_MS = 60_000;
const STOCK = 10;
const late: Fault = { kind: 'late', afterMs: 10 * MINUTE_MS };
const refused: Fault = { kind: 'refused' };
/** Each try of Record undo: the order stops where it is. */
const unwritten: readonly Fault[] = Array.from({ length: 9 }, () => refused);

/** @param faults of calls of these states, one after the other */
async function openWorld(faults: Readonly<Record<string, readonly Fault[]>>) {
  const left = new Map(Object.entries(faults).map(([state, all]) => [state, [...all]]));
  const world = createWorld({
    random: { next: () => 0.5 },
    faults: (state) => left.get(state)?.shift(),
  });
  await world.put('stock', { sku: '10x15-matte', available: STOCK, holds: {} });
  await world.put('images', { key: 'cat.jpg', status: 'READY' });
  await world.put('orders', placed());
  const { clock, db, states, reads, now } = world;
  const restart = (attempt: number) =>
    restartOrder({ ...reads, states: states.client, stateMachineArn, dryRun: false, now, attempt }, 'o-1');
  return {
    pass: (minutes: number) => clock.sleep(minutes * MINUTE_MS),
    restart,
    status: () => db.items('orders').map(plain)[0]?.status,
    stock: () => db.items('stock').map(plain)[0],
  };
}

it('a reservation that lands after its order was given up takes nothing', async () => {
  const world = await openWorld({ Reserve: [late] });
  await world.restart(1);
  await world.pass(5);
  expect(world.status()).toBe('REJECTED');
  await world.pass(10);
  expect(world.stock()).toMatchObject({ available: STOCK, holds: {} });
});

it('a reservation of an earlier attempt takes nothing beside what a later one has used', async () => {
  const world = await openWorld({ Reserve: [late], 'Record undo': unwritten });
  await world.restart(1);
  await world.pass(6);
  expect(world.status()).toBe('RESERVING');
  await world.restart(2);
  await world.pass(3);
  expect(world.status()).toBe('CONFIRMED');
  await world.pass(10);
  expect(world.stock()).toMatchObject({ available: STOCK - 2, holds: {} });
});

it('a reservation whose answer was lost is found, and not made twice', async () => {
  const world = await openWorld({ Reserve: [{ kind: 'answer lost' }], 'Record undo': unwritten });
  await world.restart(1);
  await world.pass(6);
  expect(world.stock()).toMatchObject({ available: STOCK - 2, holds: { 'o-1': 2 } });
  await world.restart(2);
  await world.pass(3);
  expect(world.status()).toBe('CONFIRMED');
  expect(world.stock()).toMatchObject({ available: STOCK - 2, holds: {} });
});

it('a release that lands once more after its order is over puts nothing back', async () => {
  const world = await openWorld({ 'Take payment': [refused], Release: [late] });
  await world.restart(1);
  await world.pass(5);
  expect(world.status()).toBe('REJECTED');
  await world.pass(10);
  expect(world.stock()).toMatchObject({ available: STOCK, holds: {} });
});

it('nothing is released that a later attempt may still use', async () => {
  const world = await openWorld({ 'Take payment': [refused], 'Record undo': unwritten, Release: [late] });
  await world.restart(1);
  await world.pass(30);
  expect(world.status()).toBe('PAYING');
  expect(world.stock()).toMatchObject({ available: STOCK - 2, holds: { 'o-1': 2 } });
  await world.restart(2);
  await world.pass(30);
  expect(world.status()).toBe('CONFIRMED');
  expect(world.stock()).toMatchObject({ available: STOCK - 2, holds: {} });
});
