import { DescribeMapRunCommand, type DescribeMapRunOutput, ListMapRunsCommand } from '@aws-sdk/client-sfn';
import type { StudyLab } from './lab.ts';

interface DistributedOptions {
  readonly items: object;
  readonly states: object;
  readonly startAt: string;
  readonly more?: object;
}

/** A machine that is one Distributed Map with Express children. */
export const distributed = ({ items, states, startAt, more = {} }: DistributedOptions) => ({
  StartAt: 'Each',
  States: {
    Each: {
      Type: 'Map',
      ...items,
      ...more,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: startAt,
        States: states,
      },
      End: true,
    },
  },
});

/** The one map run of an execution. */
export async function mapRunOf({ clients }: StudyLab, executionArn: string): Promise<DescribeMapRunOutput> {
  const { mapRuns = [] } = await clients.states.send(new ListMapRunsCommand({ executionArn }));
  return clients.states.send(new DescribeMapRunCommand({ mapRunArn: mapRuns[0]?.mapRunArn ?? '' }));
}
