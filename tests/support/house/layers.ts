const ASL = 'packages/asl/src/';
const LOCAL = 'packages/local/src/';
const local = (...names: readonly string[]) => names.map((name) => `${LOCAL}${name}`);

/** Who may import whom: folder -> what it may import beside itself. Types of contracts flow the same way. */
type Layers = Readonly<Record<string, readonly string[]>>;

/** The layers of the packages. */
export const PACKAGES: Layers = {
  [ASL]: [],
  [`${LOCAL}store/`]: [ASL],
  [`${LOCAL}turns/`]: [ASL],
  [`${LOCAL}metrics/`]: [],
  [`${LOCAL}events/`]: [ASL],
  [`${LOCAL}delivery/`]: [ASL, ...local('gateway/', 'store/')],
  [`${LOCAL}gateway/`]: [ASL],
  [`${LOCAL}integrations/`]: [ASL, ...local('clients.ts')],
  [`${LOCAL}services/`]: [
    ASL,
    ...local('store/', 'integrations/', 'gateway/', 'clients.ts', 'turns/', 'metrics/', 'events/', 'delivery/'),
  ],
  [`${LOCAL}template/`]: [ASL, ...local('services/', 'gateway/')],
  [`${LOCAL}faults/`]: [ASL, ...local('gateway/', 'services/')],
  [`${LOCAL}console/`]: [ASL, ...local('gateway/', 'clients.ts')],
  [`${LOCAL}compile/`]: [ASL, ...local('bundle/')],
};

/** Who may import whom among the services; all of them stand on the rooms above. */
export const SERVICES: Layers = Object.fromEntries(
  Object.entries({
    ...{
      cloudformation: [],
      cloudwatch: [],
      dynamodb: [],
      eventbridge: [],
      iam: [],
      lambda: [],
      logs: [],
      sqs: [],
      states: [],
    },
    'lambda-mappings': ['services/lambda/'],
    s3: ['services/iam/'],
    sns: ['services/sqs/'],
    sts: ['services/iam/'],
  }).map(([service, below]) => [`${LOCAL}services/${service}/`, local(...below)]),
);

export const APPLICATION: Layers = {
  'functions/': [],
  'serverless/': [`${LOCAL}bundle/`],
};

/** The line of docs/architecture.md. */
export const layersLine = (): string =>
  'Imports point one way: `asl <- integrations <- services <- template <- system <- application`; `store`, `delivery`, `events`, `metrics` and `turns` lie below the services.';
