import { text } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { authorizeAll } from '#gateway/json-service.ts';
import type { Authorize, GatewayRequest, GatewayResponse, Service } from '#gateway/service.ts';
import { accessOf, type PartitionKey } from '#services/dynamodb/access.ts';
import { type Backend, openLocalBackend } from '#services/dynamodb/backend.ts';
import { itemKeys } from '#services/dynamodb/condition-keys.ts';
import { unknownOperation } from '#services/dynamodb/errors.ts';
import { objects, tableName } from '#services/dynamodb/names.ts';
import { openUpstream } from '#services/dynamodb/upstream/upstream.ts';
import type { Database } from '#store/database.ts';

export interface DynamoDbDeps {
  /** Where tables, items and streams are kept. */
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly authorize: Authorize;
  /** Sends everything to this endpoint instead. */
  readonly upstream?: string;
  /** Told of faults in the background, such as a failed Time to Live sweep. */
  readonly report: (error: unknown) => void;
}

/** DynamoDB and DynamoDB Streams: one signing name, two targets. In-process calls are not authorized. */
export interface DynamoDbService extends Backend {
  readonly service: Service;
}

export function createDynamoDbService(deps: DynamoDbDeps): DynamoDbService {
  const { clock, place, authorize, upstream } = deps;
  const backend = upstream === undefined ? openLocalBackend(deps) : openUpstream({ url: upstream, clock, place });
  const keys = partitionKeys(backend);

  async function handle(request: GatewayRequest): Promise<GatewayResponse> {
    const operation = /^DynamoDB(?:Streams)?_20120810\.(\w+)$/.exec(request.headers['x-amz-target'] ?? '')?.[1];
    if (!operation) throw new AwsError('UnknownOperationException', 'X-Amz-Target names no operation of DynamoDB.');
    if (!backend.supports(operation)) throw unknownOperation(operation);
    const input = parse(await text(request.body));
    const accesses = await accessOf(operation, input, { place, partitionKey: keys.of });
    const asked = accesses.map((access) => ({ ...access, lookUp: itemKeys(operation, input, access) }));
    authorizeAll({ authorize, request, input }, asked);
    const output = await backend.call(operation, input);
    if (operation === 'DeleteTable') keys.forget(tableName(input.TableName));
    return answer(request, JSON.stringify(output));
  }

  return { ...backend, service: { signingName: 'dynamodb', protocol: 'json-1.0', handle } };
}

/** Clients of DynamoDB check the bytes of every answer against a checksum. */
const answer = ({ id }: GatewayRequest, body: string): GatewayResponse => ({
  status: 200,
  headers: {
    'content-type': 'application/x-amz-json-1.0',
    'x-amzn-requestid': id,
    'x-amz-crc32': String(crc32(body)),
  },
  body,
});

function parse(body: string): JsonObject {
  try {
    const input: unknown = JSON.parse(body || '{}');
    if (isJsonObject(input)) return input;
  } catch {
    // Falls through to the one refusal below.
  }
  throw new AwsError('SerializationException', 'The request body is not a JSON object.');
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
