import { randomUUID } from 'node:crypto';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { PlacedOrder } from '#functions/orders/order.ts';
import { placeOrder } from '#functions/orders/place-order.ts';
import { addSheets } from '#functions/orders/stock.ts';
import type { Lab } from '#lab/lab.ts';
import { sampleOrder } from '#tests/support/orders/samples.ts';
import { scene } from '#tests/support/pictures.ts';
import type { Ask } from '../tab.ts';

/** What was acknowledged, to be held against what is there. */
export interface Kept {
  photos: number;
  orders: number;
}

const PHOTO_MS = 3_000;
const ORDER_MS = 5_000;
const LIST_MS = 2_000;
/** As the console asks. */
const TAB_MS = 1_500;
const QUERIES = ['photos', 'orders', 'executions', 'alarms'];

/** Begins to use a lab as people do, that many times as often; what fails is in `failures`. Stopped, it lets what it asked end. */
export async function drive(lab: Lab, ask: Ask, rate: number, kept: Kept) {
  const failures: string[] = [];
  const asked = new Set<Promise<unknown>>();
  const tables = { documents: lab.dynamodb, ordersTable: lab.names.ordersTable, stockTable: 'darkroom-dev-stock' };
  const photo = await scene(400, 300).jpeg().toBuffer();
  await addSheets(tables, '10x15-matte', 1_000_000);
  const upload = async () => {
    const Key = `soak-${kept.photos}-${randomUUID()}.jpg`;
    await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key, Body: photo }));
    kept.photos += 1;
  };
  const order = async () => {
    const lines: PlacedOrder['lines'] = [{ photo: FIRST, size: '10x15', paper: 'matte', quantity: 1 }];
    await placeOrder(tables, sampleOrder({ orderId: randomUUID(), lines }));
    kept.orders += 1;
  };
  const list = async () => {
    await lab.states.send(new ListExecutionsCommand({ stateMachineArn: lab.names.imageProcessing, maxResults: 50 }));
    await lab.s3.send(new ListObjectsV2Command({ Bucket: lab.names.outputBucket, MaxKeys: 50 }));
  };
  const look = () => Promise.all(QUERIES.map(ask));
  if (kept.photos === 0) {
    await lab.s3.send(new PutObjectCommand({ Bucket: lab.names.sourceBucket, Key: FIRST, Body: photo }));
    kept.photos += 1;
  }
  const every = (period: number, act: () => Promise<unknown>) =>
    setInterval(() => {
      const one = act().catch((error: unknown) => failures.push(String(error)));
      asked.add(one);
      void one.finally(() => asked.delete(one));
    }, period);
  const timers = [
    every(PHOTO_MS / rate, upload),
    every(ORDER_MS / rate, order),
    every(LIST_MS / rate, list),
    every(TAB_MS, look),
  ];
  const stop = async () => {
    timers.forEach(clearInterval);
    await Promise.all(asked);
  };
  return { failures, stop };
}

const FIRST = 'soak-first.jpg';
