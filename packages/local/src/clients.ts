import { Agent } from 'node:http';
import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { STSClient } from '@aws-sdk/client-sts';
import { type Clock, offsetOf } from '@safelight/asl/clock';
import type { RequestHandler } from '#gateway/socketless.ts';

/** A key pair as the gateway knows it. */
export interface ClientCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface ClientTypes {
  readonly cloudformation: CloudFormationClient;
  readonly cloudwatchlogs: CloudWatchLogsClient;
  readonly dynamodb: DynamoDBClient;
  readonly dynamodbstreams: DynamoDBStreamsClient;
  readonly eventbridge: EventBridgeClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly sts: STSClient;
}

export type ClientName = keyof ClientTypes;

const packages: Readonly<Record<ClientName, string>> = {
  cloudformation: '@aws-sdk/client-cloudformation',
  cloudwatchlogs: '@aws-sdk/client-cloudwatch-logs',
  dynamodb: '@aws-sdk/client-dynamodb',
  dynamodbstreams: '@aws-sdk/client-dynamodb-streams',
  eventbridge: '@aws-sdk/client-eventbridge',
  lambda: '@aws-sdk/client-lambda',
  s3: '@aws-sdk/client-s3',
  sfn: '@aws-sdk/client-sfn',
  sns: '@aws-sdk/client-sns',
  sqs: '@aws-sdk/client-sqs',
  sts: '@aws-sdk/client-sts',
};

/** An installed `@aws-sdk/client-…` package: its exports by name. */
export type SdkModule = Readonly<Record<string, unknown>>;

/** SDK client of any service. */
export interface SdkClient {
  send(command: unknown, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
  readonly config: { readonly serviceId: string };
}

/** A package with a client of it. */
export interface Loaded {
  readonly module: SdkModule;
  readonly client: SdkClient;
}

/** Real SDK clients that call one endpoint: one per service and credentials, all sharing their connections, if they need any. */
export interface Clients {
  /** The client of a service by its short name. Its package is imported when it is first asked for. */
  get<N extends ClientName>(name: N, credentials: ClientCredentials): Promise<ClientTypes[N]>;
  /** Any installed package, such as `@aws-sdk/client-ssm`, with its client. Rejects when it is not installed. */
  load(packageName: string, credentials: ClientCredentials): Promise<Loaded>;
  /** Closes the connections, so that the process can end. */
  destroy(): void;
}

export interface ClientsConfig {
  readonly endpoint: string;
  readonly region: string;
  /** Attempts of one call. 1 by default: Step Functions, rules and mappings retry by themselves. */
  readonly maxAttempts?: number;
  /** How requests reach the endpoint: over sockets, unless told otherwise. */
  readonly requestHandler?: RequestHandler;
  /** Signatures are dated by it: it is the one that they are judged by. */
  readonly clock?: Clock;
}

/** Enough for every Lambda environment and Map iteration at once; a call beyond it waits for a socket. */
const MAX_SOCKETS = 1024;

export function createClients({ endpoint, region, maxAttempts = 1, requestHandler, clock }: ClientsConfig): Clients {
  const httpAgent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  const made = new Map<string, Promise<Loaded>>();

  async function make(packageName: string, credentials: ClientCredentials): Promise<Loaded> {
    const module: SdkModule = await import(packageName);
    const client = new (clientClass(packageName, module))({
      endpoint,
      region,
      maxAttempts,
      credentials,
      // StartSyncExecution would go to `sync-127.0.0.1`, which is no host.
      disableHostPrefix: true,
      logger,
      requestHandler: requestHandler ?? { httpAgent },
    });
    if (clock) signBy(client, clock);
    return { module, client };
  }

  function load(packageName: string, credentials: ClientCredentials): Promise<Loaded> {
    const key = `${packageName} ${credentials.accessKeyId} ${credentials.sessionToken ?? ''}`;
    const known = made.get(key);
    if (known) return known;
    const loading = make(packageName, credentials);
    made.set(key, loading);
    loading.catch(() => made.delete(key));
    return loading;
  }

  return {
    load,
    async get<N extends ClientName>(name: N, credentials: ClientCredentials) {
      const { client } = await load(packages[name], credentials);
      return client as unknown as ClientTypes[N];
    },
    destroy: () => httpAgent.destroy(),
  };
}

/** Without `info`, for which the SDK would first copy the input and output of each call, to hide what is sensitive in them. */
const logger = { trace() {}, debug() {}, warn() {}, error() {} };

/** A client knows the service's time as an offset of the machine's, which it reads whenever it signs. */
export function signBy({ config }: Pick<SdkClient, 'config'>, clock: Clock): void {
  Object.defineProperty(config, 'systemClockOffset', { get: () => offsetOf(clock), set: () => undefined });
}

type ClientClass = new (options: Record<string, unknown>) => SdkClient;

function clientClass(packageName: string, module: SdkModule): ClientClass {
  const found = Object.entries(module).find(([name]) => /^\w+Client$/.test(name) && !name.startsWith('_'));
  if (typeof found?.[1] !== 'function') throw new Error(`${packageName} exports no client`);
  return found[1] as ClientClass;
}
