import { COMPARISONS } from '@safelight/asl/definition/comparisons';
import type { Shape } from '@safelight/asl/definition/shape';
import { MACHINE_SHAPE, STATE_SHAPES } from '@safelight/asl/definition/shapes';
import { INTRINSIC_FUNCTIONS } from '@safelight/asl/language/jsonpath/intrinsics/compile';
import { formats } from '@safelight/asl/map/item-reader/formats';
import { integrations } from '#integrations/registry.ts';
import { catalogue } from '#local/metrics/catalogue.ts';
import { listServices } from '#local/supported/services.ts';
import { standIn } from '#local/supported/stand-in.ts';
import { resourceTypes } from '#local/system/resource-types.ts';
import { CONDITION_KEYS } from '#services/iam/conditions/condition-keys.ts';
import { OPERATOR_NAMES } from '#services/iam/conditions/operators.ts';
import { STATISTICS } from '#services/logs/insights/aggregates.ts';
import { FUNCTION_NAMES } from '#services/logs/insights/functions.ts';
import { COMMANDS } from '#services/logs/insights/query.ts';
import { withoutEffect } from '#template/without-effect.ts';
import type { Supported } from './supported-page.ts';

/** Asks the code for all that it supports. */
export const readSupported = async (): Promise<Supported> => ({
  services: await listServices(),
  shapes: withNested([MACHINE_SHAPE, ...Object.values(STATE_SHAPES)]),
  comparisons: Object.keys(COMPARISONS),
  intrinsicFunctions: INTRINSIC_FUNCTIONS,
  integrations,
  readerFormats: Object.keys(formats),
  insights: { commands: Object.keys(COMMANDS), statistics: STATISTICS, functions: FUNCTION_NAMES },
  metrics: Object.values(catalogue),
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

const listedTypes = () => [...resourceTypes(standIn(), standIn()).values()];
