import type { Clock } from '@safelight/asl/clock';
import { StatesError } from '@safelight/asl/error';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { type TaskCall, type TaskPort, unchecked } from '@safelight/asl/ports';
import { AwsError } from '@safelight/local/gateway/aws-error';
import type { MemoryDynamoDb } from '#tests/support/memory-dynamodb.ts';
import { callWith, type FaultSource } from '#tests/support/orders/faults.ts';
import type { TaskTokens } from '#tests/support/orders/task-tokens.ts';

export interface OrderTaskDeps {
  readonly clock: Clock;
  readonly db: MemoryDynamoDb;
  /** By the name that the definition calls them. A rejection's `name` is the error that the workflow sees. */
  readonly functions: Readonly<Record<string, (payload: JsonObject) => Promise<unknown>>>;
  /** A message to a queue or topic, or an event to a bus. */
  readonly deliver: (target: string, message: JsonObject) => void;
  readonly tokens: TaskTokens;
  /** Asked with the state's name. */
  readonly faults: FaultSource;
}

type Handler = (parameters: JsonObject) => Promise<Json>;

/** What order-processing calls, in memory; results and errors have the shapes and names of the real integrations. */
export function orderTasks({ clock, db, functions, deliver, tokens, faults }: OrderTaskDeps): TaskPort {
  const send = (member: string) => async (parameters: JsonObject) => {
    deliver(String(parameters[member]), parameters);
    return { MessageId: 'm' };
  };
  const handlers: Readonly<Record<string, Handler>> = {
    'dynamodb:updateItem': optimized((parameters) => db.run('UpdateItem', parameters)),
    'dynamodb:getItem': optimized((parameters) => db.run('GetItem', parameters)),
    'aws-sdk:dynamodb:updateItem': sdk((parameters) => db.run('UpdateItem', parameters)),
    'aws-sdk:dynamodb:transactWriteItems': sdk((parameters) => db.run('TransactWriteItems', parameters)),
    'aws-sdk:dynamodb:batchGetItem': sdk((parameters) => db.run('BatchGetItem', parameters)),
    'lambda:invoke': ({ FunctionName, Payload }) => invoke(functions, String(FunctionName), Payload ?? null),
    'sqs:sendMessage': send('QueueUrl'),
    'sns:publish': send('TopicArn'),
    'events:putEvents': async (parameters) => {
      deliver('events', parameters);
      return { Entries: [{ EventId: 'e' }], FailedEntryCount: 0 };
    },
  };

  return {
    ...unchecked,
    request(call) {
      const handler = handlers[actionOf(call)];
      if (!handler) throw new Error(`${actionOf(call)} is not faked`);
      const parameters = isJsonObject(call.parameters) ? call.parameters : {};
      return callWith(
        faults(call.stateName),
        clock,
        () => handler(parameters),
        () => new StatesError('Fault.Injected', 'by the test'),
      );
    },
    callback: (call, onHeartbeat) => tokens.wait(call.taskToken ?? '', call.signal, onHeartbeat),
    completion: () => Promise.reject(new Error('order-processing runs no jobs')),
    activity: () => Promise.reject(new Error('order-processing has no activities')),
  };
}

function actionOf({ resource }: TaskCall): string {
  return resource.kind === 'integration' ? `${resource.service}:${resource.action}` : resource.arn;
}

const optimized = (run: Handler): Handler => named('DynamoDB', run);
const sdk = (run: Handler): Handler => named('DynamoDb', run);

/** The optimized integration and the SDK integration spell the service's name differently in errors. */
const named =
  (service: string, run: Handler): Handler =>
  async (parameters) => {
    try {
      return await run(parameters);
    } catch (error) {
      throw error instanceof AwsError ? new StatesError(`${service}.${error.code}`, error.message) : error;
    }
  };

async function invoke(functions: OrderTaskDeps['functions'], name: string, payload: Json): Promise<Json> {
  const run = functions[name];
  if (!run || !isJsonObject(payload)) throw new Error(`no function ${name}`);
  try {
    // What a function answers has been JSON on its way.
    return { StatusCode: 200, Payload: JSON.parse(JSON.stringify((await run(payload)) ?? null)) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new StatesError(error.name, JSON.stringify({ errorType: error.name, errorMessage: error.message }));
  }
}
