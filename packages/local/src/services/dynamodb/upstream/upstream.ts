import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Backend } from '#services/dynamodb/backend.ts';
import { withLastingIterators } from '#services/dynamodb/upstream/iterators.ts';
import { Sha256 } from '#services/dynamodb/upstream/sha256.ts';
import { inputs } from '#services/dynamodb/wire/inputs.ts';

interface UpstreamDeps {
  /** Such as `http://127.0.0.1:8000`, where AWS's DynamoDB Local listens. */
  readonly url: string;
  readonly clock: Clock;
  readonly place: Place;
}

const streamOperations = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);

/** Any of these carries ARNs that are not data of the user's. */
const carriesArns = (operation: string) =>
  streamOperations.has(operation) || /Table|Tag|TimeToLive|Backup/.test(operation);

const ARN_PREFIX = /^arn:aws:dynamodb:[a-z0-9-]+:\d{12}:/;

/**
 * Another endpoint that speaks DynamoDB, such as AWS's DynamoDB Local, with its ARNs told as this place's: policies and
 * event source mappings are written for those.
 */
export function openUpstream({ url, clock, place }: UpstreamDeps): Backend {
  const here = `arn:${place.partition}:dynamodb:${place.region}:${place.accountId}:`;
  let there: string | undefined;

  // Iterators are opaque, and may hold an ARN of the other side: they pass as they are, in both directions.
  const localized = (key: string, value: unknown): unknown => {
    if (typeof value !== 'string' || key.endsWith('ShardIterator')) return value;
    there = ARN_PREFIX.exec(value)?.[0] ?? there;
    return value.replace(ARN_PREFIX, here);
  };
  // Records hold data of the user's: in them only the region is another.
  const regional = (key: string, value: unknown): unknown =>
    key === 'awsRegion' && typeof value === 'string' ? place.region : value;
  const delocalized = (key: string, value: unknown): unknown =>
    typeof value === 'string' && key !== 'ShardIterator' && there && value.startsWith(here)
      ? there + value.slice(here.length)
      : value;

  async function post(operation: string, body: string): Promise<Response> {
    const api = streamOperations.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
    const headers = await signed(new URL(url), `${api}.${operation}`, body, place.region, clock);
    try {
      return await fetch(url, { method: 'POST', headers, body });
    } catch {
      throw new AwsError('ServiceUnavailable', `DynamoDB at ${url} does not answer.`, 503);
    }
  }

  async function call(operation: string, input: JsonObject): Promise<JsonObject> {
    const arns = carriesArns(operation);
    const response = await post(operation, JSON.stringify(input, arns ? delocalized : undefined));
    const localize = operation === 'GetRecords' ? regional : localized;
    const output: unknown = JSON.parse((await response.text()) || '{}', arns ? localize : undefined);
    if (!isJsonObject(output))
      throw new AwsError('InternalFailure', `DynamoDB at ${url} answered with something else.`, 502);
    if (!response.ok) throw upstreamError(output, response.status);
    return output;
  }

  return {
    // What a statement of PartiQL touches is not known here, so nobody could be refused it.
    operations: [...[...inputs.keys()].filter((name) => !name.includes('Execute')), 'DescribeEndpoints'],
    call: withLastingIterators(call),
    watch: () => () => undefined,
    sweepExpired: async () => undefined,
    close: async () => undefined,
  };
}

function upstreamError({ __type, message, Message, ...details }: JsonObject, status: number): AwsError {
  return new AwsError(
    String(__type).split('#').at(-1) ?? 'InternalFailure',
    String(message ?? Message ?? ''),
    status,
    details,
  );
}

async function signed(
  url: URL,
  target: string,
  body: string,
  region: string,
  clock: Clock,
): Promise<Record<string, string>> {
  const { SignatureV4 } = await import('@smithy/signature-v4');
  const signer = new SignatureV4({
    service: 'dynamodb',
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    sha256: Sha256,
  });
  const request = await signer.sign(
    {
      method: 'POST',
      protocol: url.protocol,
      hostname: url.hostname,
      path: '/',
      headers: { host: url.host, 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
      body,
    },
    { signingDate: new Date(clock.now()) },
  );
  const { host: _, ...headers } = request.headers;
  return headers;
}
