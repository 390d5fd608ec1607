import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { isJsonObject } from '@safelight/asl/json';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import type { InputMembers, Operation, Operations } from '#gateway/dispatch/operation.ts';
import type { Authorize } from '#gateway/service.ts';
import type { AddUse } from '#local/usage/meter.ts';
import { type Backend, openLocalBackend } from '#services/dynamodb/backend.ts';
import { metered } from '#services/dynamodb/capacity/metered.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { objects, tableName } from '#services/dynamodb/names.ts';
import { openUpstream } from '#services/dynamodb/upstream/upstream.ts';
import { accessOf, type PartitionKey } from '#services/dynamodb/wire/access.ts';
import { bodies } from '#services/dynamodb/wire/bodies.ts';
import { codecUnder } from '#services/dynamodb/wire/codec.ts';
import { itemKeys } from '#services/dynamodb/wire/condition-keys.ts';
import { inputs } from '#services/dynamodb/wire/inputs.ts';
import type { Database } from '#store/database.ts';

export interface DynamoDbDeps {
  /** Where tables, items and streams are kept. */
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly addUse: AddUse;
  /** Sends everything to this endpoint instead. */
  readonly upstream?: string;
  /** Told of faults in the background, such as a failed Time to Live sweep. */
  readonly report: (error: unknown) => void;
}

/** DynamoDB and DynamoDB Streams: one signing name, two targets. In-process calls are not authorized. */
export interface DynamoDbService extends Backend {
  readonly service: DispatchedService;
}

export function createDynamoDbService(deps: DynamoDbDeps): DynamoDbService {
  const { clock, place, authorize, upstream } = deps;
  const backend = upstream === undefined ? openLocalBackend(deps) : openUpstream({ url: upstream, clock, place });
  const operations = wireOperations(backend, place, metered(backend.call, deps.addUse));
  return {
    ...backend,
    service: dispatch({ ...WIRE, codec: codecUnder(clock), operations, authorize }),
  };
}

const WIRE = { signingName: 'dynamodb', title: 'DynamoDB', bodies, notSupported: validationError };

/** Of an operation of another endpoint that has none here. */
const NOTHING: InputMembers = { members: [] };

function wireOperations(backend: Backend, place: Place, call: Backend['call']): Operations {
  const keys = partitionKeys(backend);
  const wired = (name: string): Operation => ({
    input: inputs.get(name) ?? NOTHING,
    async access(input) {
      const accesses = await accessOf(name, input, { place, partitionKey: keys.of });
      return accesses.map((access) => ({ ...access, lookUp: itemKeys(name, input, access) }));
    },
    async run(input) {
      const output = await call(name, input);
      if (name === 'DeleteTable') keys.forget(tableName(input.TableName));
      return output;
    },
  });
  return Object.fromEntries(backend.operations.map((name) => [name, wired(name)]));
}

interface PartitionKeys {
  readonly of: PartitionKey;
  forget(table: string): void;
}

/** The partition keys of tables, looked up once a table. */
function partitionKeys(backend: Backend): PartitionKeys {
  const known = new Map<string, string>();
  return {
    async of(table) {
      const cached = known.get(table);
      if (cached !== undefined) return cached;
      const described = await backend.call('DescribeTable', { TableName: table }).catch(() => undefined);
      const schema = isJsonObject(described?.Table) ? described.Table.KeySchema : undefined;
      const name = objects(schema).find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
      if (typeof name === 'string') known.set(table, name);
      return known.get(table);
    },
    forget: (table) => void known.delete(table),
  };
}
