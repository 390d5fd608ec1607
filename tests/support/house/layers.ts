const ASL = 'packages/asl/src/';
const LOCAL = 'packages/local/src/';
const local = (...names: readonly string[]) => names.map((name) => `${LOCAL}${name}`);

/** Who may import whom: folder -> what it may import beside itself. Types of contracts flow the same way. */
type Layers = Readonly<Record<string, readonly string[]>>;

/** The layers of the packages. */
export const PACKAGES: Layers = {
  [ASL]: [],
  [`${LOCAL}clients.ts`]: [ASL, ...local('gateway/')],
  [`${LOCAL}bundle/`]: [],
  [`${LOCAL}start/`]: local('bundle/'),
  [`${LOCAL}store/`]: [ASL],
  [`${LOCAL}turns/`]: [ASL],
  [`${LOCAL}metrics/`]: [],
  [`${LOCAL}events/`]: [ASL],
  [`${LOCAL}usage/`]: [ASL, ...local('gateway/')],
  [`${LOCAL}delivery/`]: [ASL, ...local('gateway/', 'store/')],
  [`${LOCAL}gateway/`]: [ASL],
  [`${LOCAL}integrations/`]: [ASL, ...local('clients.ts', 'metrics/')],
  [`${LOCAL}services/`]: [
    ASL,
    ...local(
      'store/',
      'integrations/',
      'gateway/',
      'clients.ts',
      'turns/',
      'metrics/',
      'events/',
      'delivery/',
      'usage/',
    ),
  ],
  [`${LOCAL}template/`]: [ASL, ...local('services/', 'gateway/')],
  [`${LOCAL}faults/`]: [ASL, ...local('gateway/', 'services/')],
  [`${LOCAL}console/`]: [ASL, ...local('gateway/', 'clients.ts', 'usage/')],
  [`${LOCAL}compile/`]: [ASL, ...local('bundle/', 'start/is-alive.ts')],
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
      scheduler: [],
      sqs: [],
      states: [],
    },
    'lambda-mappings': ['services/lambda/'],
    s3: ['services/iam/'],
    sns: ['services/sqs/'],
    sts: ['services/iam/'],
    xray: ['services/iam/'],
  }).map(([service, below]) => [`${LOCAL}services/${service}/`, local(...below)]),
);

export const APPLICATION: Layers = {
  'functions/': [],
  'serverless/': ['functions/shared/', `${LOCAL}bundle/`],
};

/** How many floors lie below a folder: none below one that imports nothing. */
const floorOf = (folder: string): number => Math.max(0, ...(PACKAGES[folder] ?? []).map((below) => floorOf(below) + 1));

const nameOf = (folder: string): string =>
  folder
    .replace(LOCAL, '')
    .replace('packages/', '')
    .replace(/\/(src\/)?$|\.ts$/, '');

/** Paragraph of docs/architecture.md on who may import whom, from the tables above: floors, lowest first. */
function layersLine(): string {
  const floors = Map.groupBy(Object.keys(PACKAGES), floorOf);
  const names = [...floors]
    .toSorted(([a], [b]) => a - b)
    .map(([, folders]) => folders.map((folder) => `\`${nameOf(folder)}\``).join(', '));
  return `Imports point one way, from each of these floors to those before it: ${[...names, '`system`', 'the application'].join(' ← ')}.`;
}

const LINE = /^Imports point one way.*$/m;

/** The page with that paragraph as the tables have it. */
export const architecturePage = (page: string): string => page.replace(LINE, () => layersLine());
