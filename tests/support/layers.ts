const ASL = 'packages/asl/src/';
const LOCAL = 'packages/local/src/';
const local = (...names: readonly string[]) => names.map((name) => `${LOCAL}${name}`);

/** Who may import whom: folder -> what it may import beside itself. Types of contracts flow the same way. */
type Layers = Readonly<Record<string, readonly string[]>>;

/** The layers of the packages. */
export const PACKAGES: Layers = {
  [ASL]: [],
  [`${LOCAL}store/`]: [ASL],
  [`${LOCAL}gateway/`]: [ASL],
  [`${LOCAL}integrations/`]: [ASL, ...local('clients.ts')],
  [`${LOCAL}services/`]: [ASL, ...local('integrations/', 'gateway/', 'clients.ts')],
  [`${LOCAL}template/`]: [ASL, ...local('services/', 'gateway/')],
  [`${LOCAL}faults/`]: [ASL, ...local('gateway/', 'services/')],
  [`${LOCAL}console/`]: [ASL, ...local('gateway/', 'clients.ts')],
  [`${LOCAL}compile/`]: [ASL, ...local('bundle/')],
};

/** The floors inside the services: rooms below, then services, and who may call whom. */
export const SERVICES: Layers = {};

export const APPLICATION: Layers = {
  'functions/': [],
  'serverless/': [`${LOCAL}bundle/`],
};

/** The line of docs/architecture.md. */
export const layersLine = (): string =>
  'Imports point one way: `asl <- integrations <- services <- template <- system <- application`.';
