import {
  DescribeAlarmHistoryCommand,
  EnableAlarmActionsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import type { Flow } from '#tests/permissions/flow.ts';
import { put } from '#tests/permissions/flows/photo-steps.ts';

/** Longer than a mapping waits before it reads its stream again. */
const READS_AGAIN_MS = 20_000;

const ALARM = 'darkroom-dev-OrderNeedsAttentionAlarm';

export const deliveryFlows: readonly Flow[] = [
  {
    name: 'an upload that nothing may take is kept as a dead letter',
    run: (desk, id, signal) =>
      desk.lacking('image-events', 'states:StartExecution', async () => {
        const before = await desk.messagesIn('image-events-dead-letter');
        await put(desk, `${id}.txt`, 'no picture');
        await desk.until(async () => {
          const now = await desk.messagesIn('image-events-dead-letter');
          return now > before ? now : undefined;
        }, signal);
      }),
  },
  {
    name: 'an alarm is published',
    async run({ cloudwatch, until, now }, _id, signal) {
      const StartDate = new Date(now());
      await cloudwatch.send(new EnableAlarmActionsCommand({ AlarmNames: [ALARM] }));
      for (const StateValue of ['OK', 'ALARM'] as const)
        await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: ALARM, StateValue, StateReason: 'Trying' }));
      await until(async () => {
        const query = { AlarmName: ALARM, HistoryItemType: 'Action', StartDate } as const;
        const { AlarmHistoryItems = [] } = await cloudwatch.send(new DescribeAlarmHistoryCommand(query));
        return AlarmHistoryItems.find(({ HistorySummary }) => HistorySummary?.startsWith('Successfully'));
      }, signal);
    },
  },
  {
    name: 'a stream is read again after it could not be',
    async run(desk, _id, signal) {
      await desk.lacking('orders-consume', 'dynamodb:GetRecords', () => desk.pause(1_000, signal));
      await desk.pause(READS_AGAIN_MS, signal);
    },
  },
];
