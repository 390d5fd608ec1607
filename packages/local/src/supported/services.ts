import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { localPlace, systemIds, systemRandom } from '@safelight/asl/identity';
import type { DispatchedService } from '#gateway/dispatch/dispatch.ts';
import { standIn } from '#local/supported/stand-in.ts';
import { endlessDisk } from '#local/system/disk-space.ts';
import { closeServices, createServices, type Foundation } from '#local/system/services.ts';
import { Meter, unmetered } from '#local/usage/meter.ts';
import { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

/** A service, as far as the documentation tells of it. */
export type ListedService = Pick<DispatchedService, 'title' | 'operations'>;

/** All services of a system that is made for nothing else, in order of their titles. */
export async function listServices(): Promise<readonly ListedService[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'local-docs-'));
  const database = openDatabase({ file: IN_MEMORY });
  try {
    const services = await createServices({ ...foundation(), database, dataDir });
    await closeServices(services);
    return Object.values(services)
      .flatMap((one) => ('service' in one ? [one.service] : []))
      .toSorted((a, b) => a.title.localeCompare(b.title));
  } finally {
    database.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const foundation = (): Omit<Foundation, 'database' | 'dataDir'> => ({
  disk: endlessDisk,
  clock: systemClock,
  ids: systemIds,
  random: systemRandom,
  place: localPlace,
  authorize: () => {},
  credentials: standIn(),
  clients: standIn(),
  policies: new PolicyStore(localPlace),
  endpoint: () => '',
  requestHandler: standIn(),
  log: () => {},
  root: '',
  dynamodb: undefined,
  metrics: new MetricStore(systemClock),
  record: () => {},
  meter: new Meter(systemClock),
  addUse: unmetered,
  lend: () => () => {},
  faults: standIn(),
  concurrency: 1,
});
