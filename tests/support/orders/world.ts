import { marshall } from '@aws-sdk/util-dynamodb';
import { type Execution, execute } from '@safelight/asl/execute';
import type { Random } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { compileMachine } from '@safelight/asl/machine';
import type { Ports } from '@safelight/asl/ports';
import { VirtualClock } from '@safelight/asl/virtual-clock';
import type { Item } from '@safelight/local/services/dynamodb/values/attribute-value';
import { cardOf } from '#functions/orders/card-of.ts';
import { createLedger } from '#functions/orders/payment/ledger.ts';
import {
  returnPayment,
  returnPaymentSchema,
  takePayment,
  takePaymentSchema,
} from '#functions/orders/payment/payment.ts';
import { createSimulatedGateway } from '#functions/orders/payment/simulated-gateway.ts';
import { reviewOrder } from '#functions/orders/review-order.ts';
import { createMemoryDynamoDb } from '#tests/support/memory-dynamodb.ts';
import { fakeDocuments } from '#tests/support/orders/clients.ts';
import { orderProcessing } from '#tests/support/orders/definition.ts';
import { createFakeStates, type FakeExecution, stateMachineArn } from '#tests/support/orders/fake-states.ts';
import type { FaultSource } from '#tests/support/orders/faults.ts';
import { createTaskTokens } from '#tests/support/orders/task-tokens.ts';
import { orderTasks } from '#tests/support/orders/tasks.ts';

const tables = { orders: 'orderId', stock: 'sku', payments: 'paymentKey', images: 'key' };
const start = Date.parse('2026-01-02T00:00:00Z');

let machine: ReturnType<typeof compileMachine> | undefined;

interface WorldOptions {
  readonly random: Random;
  readonly faults: FaultSource;
  readonly onChange?: (table: string, before: Item | undefined, after: Item | undefined) => void;
}

export interface Delivered {
  readonly target: string;
  readonly message: JsonObject;
}

export type World = ReturnType<typeof createWorld>;

/** The order half in memory: the deployed workflow on the engine, the deployed functions, and DynamoDB's expressions. */
export function createWorld({ random, faults, onChange = () => {} }: WorldOptions) {
  machine ??= compileMachine(orderProcessing());
  const compiled = machine;
  const clock = new VirtualClock(start);
  const db = createMemoryDynamoDb(tables, onChange);
  const tokens = createTaskTokens();
  const delivered: Delivered[] = [];
  const documents = fakeDocuments(db.run);
  const reads = { documents, ordersTable: 'orders' };
  const ids = counter();
  const gateway = createSimulatedGateway({
    ledger: createLedger(documents, 'payments'),
    now: () => clock.now(),
    newChargeId: () => `charge-${ids()}`,
  });
  const tasks = orderTasks({
    clock,
    db,
    tokens,
    faults,
    deliver: (target, message) => delivered.push({ target, message }),
    functions: {
      review: ({ orderId }) => reviewOrder(reads, String(orderId)),
      'take-payment': async (payload) => {
        const request = takePaymentSchema.parse(payload);
        return takePayment(gateway, { ...request, card: await cardOf(reads, request.orderId) });
      },
      'return-payment': (payload) => returnPayment(gateway, returnPaymentSchema.parse(payload)),
    },
  });
  const ports: Ports = {
    clock,
    random,
    ids: { uuid: () => `id-${ids()}` },
    tasks,
    objects: unused(),
    children: unused(),
  };

  const running = new Map<string, Execution>();
  const run = (started: FakeExecution) => {
    const execution = execute(compiled, JSON.parse(started.input), ports, {
      identity: identityOf(started),
      type: 'STANDARD',
    });
    running.set(started.arn, execution);
    void execution.result.then(({ status, stopTime }) => {
      started.status = status === 'TIMED_OUT' ? 'FAILED' : status;
      started.stoppedAt = stopTime;
      running.delete(started.arn);
    });
  };
  const states = createFakeStates({ onStart: run, onTask: tokens.answer });
  const put = (TableName: string, item: object) =>
    db.run('PutItem', { TableName, Item: marshall(item, { removeUndefinedValues: true }) as unknown as JsonObject });
  return { clock, db, documents, states, delivered, running, put, now: () => clock.now(), reads };
}

const identityOf = ({ arn, name }: FakeExecution) => ({
  executionArn: arn,
  executionName: name,
  roleArn: 'arn:aws:iam::000000000000:role/darkroom-dev-order-processing',
  stateMachineArn,
  stateMachineName: 'darkroom-dev-order-processing',
});

function counter(): () => number {
  let count = 0;
  return () => ++count;
}

/** Ports that the definition has no use for. */
const unused = <T extends object>(): T =>
  new Proxy({} as T, {
    get: (_, member) => () => {
      throw new Error(`${String(member)} is not to be called`);
    },
  });

/** A member of a message that is JSON text or an object. */
export function bodyOf({ message }: Delivered, member: string): JsonObject {
  const value = message[member];
  if (isJsonObject(value)) return value;
  const parsed: unknown = JSON.parse(String(value));
  return isJsonObject(parsed) ? parsed : {};
}
