import type { JsonObject } from '@safelight/asl/json';
import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { parseArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { validationError } from '#services/states/errors.ts';
import { text, wholeNumber } from '#services/states/input.ts';
import { seconds } from '#services/states/machines/machine.ts';
import type { MapRun } from '#services/states/map-runs/map-runs.ts';
import { readMapRun } from '#services/states/map-runs/read-map-run.ts';
import { onMember } from '#services/states/operation.ts';
import { page, withToken } from '#services/states/paging.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html */
export function mapRunOperations(context: StatesContext): Unlisted {
  return {
    DescribeMapRun: {
      access: onMember('DescribeMapRun', 'mapRunArn'),
      run: (input) => describe(standing(context, find(context, input))),
    },
    UpdateMapRun: {
      access: onMember('UpdateMapRun', 'mapRunArn'),
      run: (input) => update(context, input),
    },
    ListMapRuns: {
      access: onMember('ListMapRuns', 'executionArn'),
      run(input) {
        const { arn } = context.executions.get(text(input, 'executionArn', { min: 1 }));
        const found = page(context.mapRuns.of(arn), input);
        const mapRuns = found.items.map((run) => ({
          executionArn: run.executionArn,
          mapRunArn: run.arn,
          stateMachineArn: run.machineArn,
          startDate: seconds(run.startDate),
          ...(run.stopDate !== undefined && { stopDate: seconds(run.stopDate) }),
        }));
        return withToken({ mapRuns }, found);
      },
    },
  };
}

function find(context: StatesContext, input: JsonObject): MapRun {
  const arn = text(input, 'mapRunArn', { min: 1 });
  parseArn(arn, 'mapRun');
  return context.mapRuns.get(arn);
}

/** What is kept of one that is under way is told now and then: asked for, it is told as it stands. */
function standing({ mapRuns, clock }: StatesContext, kept: MapRun): MapRun {
  const live = mapRuns.control(kept.arn)?.now();
  return live === undefined ? kept : { ...readMapRun(live, clock.now()), startDate: kept.startDate };
}

function update(context: StatesContext, input: JsonObject): object {
  const { arn, status } = find(context, input);
  const change = Object.entries({
    maxConcurrency: wholeNumber(input, 'maxConcurrency', 0, Number.MAX_SAFE_INTEGER),
    toleratedFailureCount: wholeNumber(input, 'toleratedFailureCount', 0, Number.MAX_SAFE_INTEGER),
    toleratedFailurePercentage: percentage(input),
  }).filter(([, value]) => value !== undefined);
  const control = context.mapRuns.control(arn);
  if (!control) throw validationError(`The map run is ${status} and cannot be updated`);
  control.update(Object.fromEntries(change));
  return {};
}

function percentage({ toleratedFailurePercentage: value }: JsonObject): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && value >= 0 && value <= 100) return value;
  throw validationError("The member 'toleratedFailurePercentage' must be a number from 0 to 100");
}

/** Of no run here: children whose failure is permanent count as failed, and those to be redriven start at once. */
const NEVER = { failuresNotRedrivable: 0, pendingRedrive: 0 };

function describe({ arn, machineArn: _, startDate, stopDate, redriveDate, ...run }: MapRun): object {
  return {
    mapRunArn: arn,
    ...run,
    itemCounts: { ...run.itemCounts, ...NEVER },
    executionCounts: { ...run.executionCounts, ...NEVER },
    startDate: seconds(startDate),
    ...(stopDate !== undefined && { stopDate: seconds(stopDate) }),
    ...(redriveDate !== undefined && { redriveDate: seconds(redriveDate) }),
  };
}
