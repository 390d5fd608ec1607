import type { TestSystem } from '#local/testing/start-system.ts';

const MODULES = {
  cloudformation: () => import('@aws-sdk/client-cloudformation'),
  cloudwatch: () => import('@aws-sdk/client-cloudwatch'),
  logs: () => import('@aws-sdk/client-cloudwatch-logs'),
  dynamodb: () => import('@aws-sdk/client-dynamodb'),
  streams: () => import('@aws-sdk/client-dynamodb-streams'),
  eventbridge: () => import('@aws-sdk/client-eventbridge'),
  iam: () => import('@aws-sdk/client-iam'),
  lambda: () => import('@aws-sdk/client-lambda'),
  s3: () => import('@aws-sdk/client-s3'),
  sfn: () => import('@aws-sdk/client-sfn'),
  sns: () => import('@aws-sdk/client-sns'),
  sqs: () => import('@aws-sdk/client-sqs'),
  xray: () => import('@aws-sdk/client-xray'),
} as const;

type ServiceName = keyof typeof MODULES;

/** An operation of a service by AWS's names: `sns ListTopics`. */
export type OperationName = `${ServiceName} ${string}`;

/** Members that say where a list goes on. Others that are called tokens make requests idempotent, or prove who somebody is. */
const PLACE = /^(next_?token|marker|.*marker|continuationtoken|exclusivestart.*|sequencetoken)$/i;

type Constructor = new (input: object) => object;

/** All operations of the services that run here, by name, as the SDK's own models have them. */
export interface Operations {
  send(name: OperationName, input: object): Promise<object>;
  /** Those that go on from where a token says. */
  readonly withToken: readonly OperationName[];
  /** The code of the error for a request of nonsense; undefined where it was answered. */
  nonsense(name: OperationName): Promise<string | undefined>;
}

export async function openOperations(system: TestSystem): Promise<Operations> {
  const config = { ...system, maxAttempts: 1, forcePathStyle: true };
  const services = await Promise.all(
    Object.entries(MODULES).map(async ([service, load]) => {
      const exported = Object.entries(await load()) as readonly (readonly [string, Constructor])[];
      const Client = exported.find(([name]) => /^[A-Z]\w+Client$/.test(name))?.[1];
      if (!Client) throw new Error(`${service} has no client`);
      const client = new Client(config) as { send(command: object): Promise<object> };
      return exported.flatMap(([name, Command]) => {
        const [, operation] = /^([A-Z]\w+)Command$/.exec(name) ?? [];
        return operation === undefined ? [] : [[`${service} ${operation}`, { client, Command }] as const];
      });
    }),
  );
  const all = new Map(services.flat());

  async function send(name: OperationName, input: object): Promise<object> {
    const found = all.get(name);
    if (!found) throw new Error(`There is no operation ${name}`);
    return found.client.send(new found.Command(input));
  }

  const inputOf = (name: OperationName) => {
    const found = all.get(name);
    return found ? membersOf(new found.Command({})) : [];
  };

  return {
    send,
    withToken: ([...all.keys()] as OperationName[]).filter((name) => inputOf(name).some((each) => PLACE.test(each))),
    nonsense(name) {
      const named = inputOf(name).filter((member) => /name$|arn$|^bucket$|^key$|(?<!version)id$/i.test(member));
      return send(name, Object.fromEntries(named.map((member) => [member, 'small']))).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      );
    },
  };
}

/** What the schema of a command, as the SDK carries it, says that its input holds. */
function membersOf(command: object): readonly string[] {
  const operation: unknown = Reflect.get(command, 'schema');
  const input: unknown = Array.isArray(operation) ? operation[4] : undefined;
  const structure: unknown = typeof input === 'function' ? input() : input;
  return Array.isArray(structure) && Array.isArray(structure[4]) ? structure[4].map(String) : [];
}
