import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Clock, systemClock } from '@safelight/asl/clock';
import { type Ids, localPlace, type Place, type Random, systemIds, systemRandom } from '@safelight/asl/identity';
import { type CredentialStore, type Credentials, createCredentialStore } from '#gateway/credentials.ts';
import { type ConsoleHandler, createGateway, type GatewayLimits } from '#gateway/gateway.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import { type RequestHandler, socketlessHandler } from '#gateway/socketless.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import { unrecorded } from '#local/metrics/metric.ts';
import { type AddUse, unmetered } from '#local/usage/meter.ts';
import { type Database, openDatabase } from '#store/database.ts';

/** What the service under test is made of. */
export interface HostDeps {
  readonly dataDir: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly credentials: CredentialStore;
  readonly record: RecordMetric;
  readonly addUse: AddUse;
  readonly log: (line: string) => void;
}

export interface HostOptions {
  readonly authorize?: Authorize;
  readonly clock?: Clock;
  /** A folder of the caller, kept at the end; otherwise a temporary one. */
  readonly dataDir?: string;
  /** Of the caller; otherwise the one in the folder, which no second host can open beside the first. */
  readonly database?: Database;
  readonly console?: ConsoleHandler;
  readonly limits?: Partial<GatewayLimits>;
}

export interface GatewayHost {
  readonly endpoint: string;
  readonly dataDir: string;
  readonly credentials: CredentialStore;
  /** What the gateway logged: unexpected errors. */
  readonly lines: string[];
  /** Settings for any AWS SDK client; signed by the developer unless told. */
  config(credentials?: Credentials): {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: Credentials;
  };
  /** For clients that go without a socket. */
  readonly socketless: RequestHandler;
  close(): Promise<void>;
}

/** Starts a gateway on a free port with the services that `build` makes. Everybody may do everything unless told. */
export async function hostGateway(
  build: (deps: HostDeps) => readonly Service[] | Promise<readonly Service[]>,
  options: HostOptions = {},
): Promise<GatewayHost> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'darkroom-test-')));
  const credentials = createCredentialStore({ dataDir, place: localPlace, checkTrust: () => {} });
  const { clock = systemClock, authorize = () => {} } = options;
  const database = options.database ?? openDatabase({ file: join(dataDir, 'store.db') });
  const lines: string[] = [];
  const deps = {
    dataDir,
    database,
    clock,
    ids: systemIds,
    random: systemRandom,
    place: localPlace,
    authorize,
    credentials,
    record: unrecorded,
    addUse: unmetered,
    log: (line: string) => lines.push(line),
  };
  const gateway = createGateway({
    ...deps,
    committed: database.committed,
    services: await build(deps),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.console ? { console: options.console } : {}),
  });
  const endpoint = await gateway.listen(0);
  return {
    endpoint,
    dataDir,
    credentials,
    lines,
    socketless: socketlessHandler(gateway, clock),
    config: (signer = credentials.developer) => ({ endpoint, region: localPlace.region, credentials: signer }),
    async close() {
      await gateway.close();
      database.close();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
