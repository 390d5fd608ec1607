import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { COMPARISONS } from '@safelight/asl/definition/comparisons';
import type { Shape } from '@safelight/asl/definition/shape';
import { MACHINE_SHAPE, STATE_SHAPES } from '@safelight/asl/definition/shapes';
import { localPlace, systemIds, systemRandom } from '@safelight/asl/identity';
import { INTRINSIC_FUNCTIONS } from '@safelight/asl/language/jsonpath/intrinsics/compile';
import { formats } from '@safelight/asl/map/item-reader/formats';
import { unchecked } from '@safelight/asl/ports';
import { integrations } from '#integrations/registry.ts';
import { catalogue } from '#local/metrics/catalogue.ts';
import { resourceTypes } from '#local/system/resource-types.ts';
import { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { createCloudWatchService } from '#services/cloudwatch/service.ts';
import { supportedOperations } from '#services/dynamodb/supported.ts';
import { createIamService } from '#services/iam/api/service.ts';
import { CONDITION_KEYS } from '#services/iam/condition-keys.ts';
import { OPERATOR_NAMES } from '#services/iam/operators.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';

import { createStatesService } from '#services/states/service.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { withoutEffect } from '#template/without-effect.ts';
import type { Supported } from './supported-page.ts';

/** Asks the code for all that it supports. */
export const readSupported = async (): Promise<Supported> => ({
  shapes: withNested([MACHINE_SHAPE, ...Object.values(STATE_SHAPES)]),
  comparisons: Object.keys(COMPARISONS),
  intrinsicFunctions: INTRINSIC_FUNCTIONS,
  integrations,
  readerFormats: Object.keys(formats),
  operations: await statesOperations(),
  cloudWatchOperations: cloudWatchOperations(),
  dynamoDbOperations: supportedOperations,
  metrics: catalogue,
  iamOperations: iamOperations(),
  conditionKeys: CONDITION_KEYS,
  conditionOperators: OPERATOR_NAMES,
  resourceTypes: listedTypes(),
  withoutEffect,
});

/** The shapes, and those that their fields hold, each once. */
function withNested(shapes: readonly Shape[]): readonly Shape[] {
  const found = new Map(shapes.map((shape) => [shape.name, shape]));
  const visit = ({ fields }: Shape): void => {
    for (const { kind } of fields) {
      const inner = kind.is === 'list' ? kind.of : kind;
      if (inner.is !== 'object' || found.has(inner.shape.name)) continue;
      found.set(inner.shape.name, inner.shape);
      visit(inner.shape);
    }
  };
  for (const shape of shapes) visit(shape);
  return [...found.values()];
}

function statesOperations(): readonly string[] {
  const notCalled = () => Promise.reject(new Error('nothing is called while the documentation is written'));
  const { operations } = createStatesService({
    database: openDatabase({ file: IN_MEMORY }),
    clock: systemClock,
    ids: systemIds,
    random: systemRandom,
    place: localPlace,
    authorize: () => {},
    tasks: { ...unchecked, request: notCalled, completion: notCalled, unsupported: () => undefined },
    objects: { get: notCalled, put: notCalled, async *list() {} },
    hasLogGroup: () => false,
  });
  return operations;
}

function cloudWatchOperations(): readonly string[] {
  const { operations } = createCloudWatchService({
    database: openDatabase({ file: IN_MEMORY }),
    clock: systemClock,
    ids: systemIds,
    place: localPlace,
    authorize: () => {},
    metrics: new MetricStore(systemClock),
    ports: { publish: () => {}, notify: async () => {}, log: () => {} },
    sample: () => {},
  });
  return operations;
}

function iamOperations(): readonly string[] {
  const policies = new PolicyStore(localPlace);
  const dataDir = join(tmpdir(), 'local-docs');
  return createIamService({ dataDir, policies, place: localPlace, clock: systemClock, authorize: () => {} }).operations;
}

const listedTypes = () => [...resourceTypes(standIn(), standIn(), () => {}).values()];

/** Types are listed, not applied: none of the services behind them is reached, so anything can stand for them. */
function standIn<T>(): T {
  const anything: unknown = new Proxy(() => anything, { get: () => anything });
  return anything as T;
}
