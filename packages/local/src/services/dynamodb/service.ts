import { join } from 'node:path';
import { text } from 'node:stream/consumers';
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
import { openUpstream } from '#services/dynamodb/upstream.ts';

export interface DynamoDbDeps {
  /** The database lies in `dataDir/dynamodb`. */
  readonly dataDir: string;
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

export async function createDynamoDbService(deps: DynamoDbDeps): Promise<DynamoDbService> {
  const { dataDir, clock, ids, place, authorize, upstream, report } = deps;
  const backend =
    upstream === undefined
      ? await openLocalBackend({ path: join(dataDir, 'dynamodb'), clock, ids, place, report })
      : openUpstream({ url: upstream, clock, place });
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
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': request.id },
      body: JSON.stringify(output),
    };
  }

  return { ...backend, service: { signingName: 'dynamodb', protocol: 'json-1.0', handle } };
}

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
      const answer = await backend.call('DescribeTable', { TableName: table }).catch(() => undefined);
      const schema = isJsonObject(answer?.Table) ? answer.Table.KeySchema : undefined;
      const name = objects(schema).find(({ KeyType }) => KeyType === 'HASH')?.AttributeName;
      if (typeof name === 'string') known.set(table, name);
      return known.get(table);
    },
    forget: (table) => void known.delete(table),
  };
}
