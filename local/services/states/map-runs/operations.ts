import type { JsonObject } from '#local/json.ts';
import { parseArn } from '#services/states/arns.ts';
import type { StatesContext } from '#services/states/context.ts';
import { text } from '#services/states/input.ts';
import { seconds } from '#services/states/machines/machine.ts';
import type { MapRun } from '#services/states/map-runs/map-runs.ts';
import { type Operations, onMember } from '#services/states/operation.ts';
import { page, withToken } from '#services/states/paging.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html */
export function mapRunOperations(context: StatesContext): Operations {
  return {
    DescribeMapRun: {
      access: onMember('DescribeMapRun', 'mapRunArn'),
      run: (input) => describe(find(context, input)),
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

function describe({ arn, machineArn: _, startDate, stopDate, ...run }: MapRun): object {
  return {
    mapRunArn: arn,
    ...run,
    startDate: seconds(startDate),
    ...(stopDate !== undefined && { stopDate: seconds(stopDate) }),
  };
}
