import { type Clock, systemClock } from '@safelight/asl/clock';
import { type Ids, localPlace, type Random, systemIds, systemRandom } from '@safelight/asl/identity';
import { createCredentialStore } from '#gateway/credentials.ts';
import { createGateway, type Gateway } from '#gateway/gateway.ts';
import { socketlessHandler } from '#gateway/socketless.ts';
import { type ClientCredentials, type Clients, createClients } from '#local/clients.ts';
import { createConsole } from '#local/console/console.ts';
import type { ConsoleExtension, ConsoleRoutes } from '#local/console/extension.ts';
import { consoleToken } from '#local/console/guard.ts';
import type { Fault } from '#local/faults/fault.ts';
import { createFaults, strickenService } from '#local/faults/faults.ts';
import { openDataFolder } from '#local/system/data-folder.ts';
import { createDiskSpace } from '#local/system/disk-space.ts';
import { admittedBy } from '#local/system/load/admission.ts';
import type { OnWork } from '#local/system/load/workload.ts';
import { openStore, startupError } from '#local/system/open-store.ts';
import { resourceTypes } from '#local/system/resource-types.ts';
import {
  closeServices,
  createServices,
  type Foundation,
  type Services,
  startServices,
  wireServices,
} from '#local/system/services.ts';
import { hasCode, StartupError } from '#local/system/startup-error.ts';
import { watchStrain } from '#local/system/strain.ts';
import { wholeMilliseconds } from '#local/system/whole-milliseconds.ts';
import { Meter } from '#local/usage/meter.ts';
import { meteredKeys } from '#local/usage/metered-keys.ts';
import { meteredService } from '#local/usage/metered-service.ts';
import type { StackRecord } from '#services/cloudformation/store/records.ts';
import { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { createAuthorizer, createTrustCheck, type Judgement } from '#services/iam/authorizer.ts';
import { type Denial, describeDenial } from '#services/iam/denial.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { readTemplate } from '#template/compiled-template.ts';
import { definitionFiles } from '#template/resources/stepfunctions/definition-files.ts';
import { createStackEngine, type RunningEngine } from '#template/stacks/engine.ts';

export interface SystemOptions {
  /** The compiled CloudFormation template. */
  readonly templatePath: string;
  /** The repository, where the functions' sources lie. */
  readonly root: string;
  /** Kept between starts. */
  readonly dataDir: string;
  /** Empties the data folder first. */
  readonly reset?: boolean;
  /** Whether what is acknowledged survives a power cut too, rather than a kill of the process alone. */
  readonly sync?: boolean;
  readonly stage: string;
  /** The name that the stack's own begins with, as `service` of `serverless.yml`. */
  readonly service: string;
  /** Where the system claims to run: the region of the stage. */
  readonly region: string;
  /** Stacks beside the application's own: what is no longer in one is deleted, as CloudFormation would. */
  readonly beside?: readonly StackBeside[] | undefined;
  /** What an application adds to the console. */
  readonly console?: ConsoleExtension | undefined;
  /** 0 is any free one. */
  readonly port: number;
  /** Loopback, unless asked. */
  readonly host?: string;
  /** Whether identity and resource policies are evaluated. */
  readonly permissions: 'on' | 'off';
  /** An endpoint to use for DynamoDB instead of the embedded one. */
  readonly dynamodb?: string | undefined;
  /** What goes wrong on purpose. */
  readonly faults?: readonly Fault[];
  /** Invocations of functions at the same time, beyond which they are throttled: the account's quota. */
  readonly concurrency?: number;
  /** Told of every call that is judged by policies. */
  readonly onJudged?: (judgement: Judgement) => void;
  /** Told whenever there is more or less to do. */
  readonly onWork?: OnWork;
  /** Told once where the database cannot be written, when the system is to be closed; without it, that is a failure of the process. */
  readonly onLost?: ((error: Error) => void) | undefined;
  /** Bytes that are free where the data folder lies; asked of the file system unless told. */
  readonly freeBytes?: (folder: string) => number;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly random?: Random;
  /** One line for whoever runs the system. */
  readonly log: (line: string) => void;
}

/** Another stack of the same system. */
export interface StackBeside {
  readonly name: string;
  /** A CloudFormation template, JSON. */
  readonly template: string;
}

/** A running system. */
export interface System {
  /** `http://127.0.0.1:PORT`: every service and the console. */
  readonly endpoint: string;
  readonly region: string;
  /** The developer's keys. */
  readonly credentials: ClientCredentials;
  readonly stack: StackRecord;
  /** The policies by which calls are judged; what is changed holds from the next call on. */
  readonly policies: PolicyStore;
  /** Whether this is the first start with its data folder. */
  readonly isNew: boolean;
  close(): Promise<void>;
}

/** Boots everything that a compiled template describes. Rejects with StartupError or TemplateError, one line each. */
export async function createSystem(options: SystemOptions): Promise<System> {
  const { templatePath, dataDir, service, stage, console } = options;
  const template = await readTemplate(templatePath);
  const folder = await openDataFolder(dataDir, options.reset ?? false);
  const foundation = layFoundation(options, openKept(options), () => gateway);
  const { database } = foundation;
  const services = await createServices(foundation).catch((error) => {
    database.close();
    throw startupError(error, dataDir);
  });
  const stacks = stackEngine(services, foundation);
  const stackName = `${service}-${stage}`;
  const gateway = createGateway({
    ...foundation,
    committed: database.committed,
    services: wired(services, foundation),
    console: createConsole(consoleOf(stackName, foundation, services, console)),
  });
  const strain = watchStrain(options);
  const close = async () => {
    strain.close();
    await stacks.close();
    await closeServices(services);
    foundation.clients.destroy();
    await gateway.close();
    database.close();
  };
  try {
    await listen(gateway, options);
    const [stack] = await stacks.start([{ name: stackName, template }, ...(options.beside ?? [])]);
    if (!stack) throw new Error('No stack was made.');
    startServices(services);
    stacks.resume();
    folder.started(Number(new URL(gateway.endpoint).port));
    return {
      endpoint: gateway.endpoint,
      region: foundation.place.region,
      credentials: foundation.credentials.developer,
      stack,
      policies: foundation.policies,
      isNew: folder.isNew,
      close: () => close().then(folder.stopped),
    };
  } catch (error) {
    await close();
    throw startupError(error, dataDir);
  }
}

const wired = (services: Services, { policies, meter, faults, clock }: Foundation) =>
  wireServices(services, policies).map((one) => strickenService(meteredService(one, meter), faults, clock));

function stackEngine(services: Services, foundation: Foundation): RunningEngine {
  const registry = resourceTypes(services, foundation);
  const engine = createStackEngine({ ...foundation, registry, store: services.cloudformation.store });
  services.cloudformation.use(engine);
  return engine;
}

/** Where all state is. */
type Kept = Pick<Foundation, 'database' | 'disk'>;

function openKept({ dataDir, sync, clock = systemClock, onLost, ...options }: SystemOptions): Kept {
  const disk = createDiskSpace({ ...options, folder: dataDir, clock });
  const survives = sync ? 'power cut' : 'kill';
  return { disk, database: openStore(dataDir, survives, { hasRoom: () => !disk.isFull(), onLost }) };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html */
const ACCOUNT_CONCURRENCY = 1000;

function layFoundation(options: SystemOptions, { database, disk }: Kept, gateway: () => Gateway): Foundation {
  const { dataDir, root, dynamodb, log, ids = systemIds, random = systemRandom } = options;
  const clock = wholeMilliseconds(options.clock ?? systemClock);
  const { concurrency = ACCOUNT_CONCURRENCY, onJudged, onWork } = options;
  const place = { ...localPlace, region: options.region };
  const policies = new PolicyStore(place);
  const metrics = new MetricStore(clock);
  const meter = new Meter(clock);
  const endpoint = () => gateway().endpoint;
  const requestHandler = () => socketlessHandler(gateway(), clock);
  const judging = {
    ...{ policies, place, clock, mode: options.permissions },
    onDenied: (denial: Denial) => log(describeDenial(denial)),
    onJudged: onJudged ?? (() => {}),
  };
  return {
    ...{
      database,
      disk,
      dataDir,
      root,
      dynamodb,
      log,
      clock,
      ids,
      random,
      place,
      endpoint,
      requestHandler,
      policies,
      concurrency,
      metrics,
      meter,
    },
    ...(onWork && { onWork }),
    record: metrics.record.bind(metrics),
    addUse: meter.add,
    lend: meter.lend.bind(meter),
    faults: createFaults({ faults: options.faults ?? [], random, log }),
    authorize: admittedBy(meteredKeys(createAuthorizer(judging), meter.add), disk),
    credentials: createCredentialStore({ dataDir, place, checkTrust: createTrustCheck(judging) }),
    clients: clientsOnceListening({ endpoint, requestHandler, region: place.region, clock }),
  };
}

interface ClientsOnceListening extends Pick<Foundation, 'endpoint' | 'requestHandler' | 'clock'> {
  readonly region: string;
}

/** Services are made before the port is known, and call each other only after. */
function clientsOnceListening({ endpoint, requestHandler, ...config }: ClientsOnceListening): Clients {
  let clients: Clients | undefined;
  const open = () => {
    clients ??= createClients({ ...config, endpoint: endpoint(), requestHandler: requestHandler() });
    return clients;
  };
  return {
    get: (name, credentials) => open().get(name, credentials),
    load: (packageName, credentials) => open().load(packageName, credentials),
    destroy: () => clients?.destroy(),
  };
}

async function listen(gateway: Gateway, { port, host }: SystemOptions): Promise<void> {
  try {
    await gateway.listen(port, host);
  } catch (error) {
    if (hasCode(error, 'EADDRINUSE'))
      throw new StartupError(`Port ${port} is in use: name another with --port N, or --port 0 for any free one.`);
    if (hasCode(error, 'EACCES')) throw new StartupError(`Port ${port} may not be used: name another with --port N.`);
    throw error;
  }
}

const consoleOf = (stackName: string, foundation: Foundation, services: Services, extension?: ConsoleExtension) => ({
  extension,
  routes: consoleRoutes(stackName, foundation, services, extension),
  token: () => consoleToken(foundation.credentials.developer.secretAccessKey),
  // Another DynamoDB tells of no change.
  revision: () => (foundation.dynamodb === undefined ? foundation.database.revision : undefined),
});

/** Loaded when the page is first opened, and kept: its clients would slow down the start. */
function consoleRoutes(
  stackName: string,
  { endpoint, requestHandler, place, credentials, meter }: Foundation,
  { xray, sqs, states, cloudformation }: Services,
  extension?: ConsoleExtension,
) {
  let routes: Promise<ConsoleRoutes> | undefined;
  const load = async () => {
    const connection = {
      ...{ stackName, endpoint: endpoint(), requestHandler: requestHandler() },
      ...{ region: place.region, credentials: credentials.developer },
    };
    const { generalRoutes } = await import('#local/console/queries/general-routes.ts');
    const { usageRoutes } = await import('#local/console/usage.ts');
    const { traceRoutes } = await import('#local/console/traces.ts');
    const { peekRoutes } = await import('#local/console/queues.ts');
    const { mapRunFailureRoutes } = await import('#local/console/map-run-failures.ts');
    const own = { ...usageRoutes(meter), ...traceRoutes(xray.views), ...peekRoutes(sqs.views) };
    const views = { ...own, ...mapRunFailureRoutes(states.views) };
    const files = definitionFiles(cloudformation.store.all, extension?.definitions?.fileOf);
    return { ...generalRoutes(connection, files), ...views, ...(await extension?.routes(connection)) };
  };
  return () => {
    routes ??= load().catch((error) => {
      routes = undefined;
      throw error;
    });
    return routes;
  };
}
