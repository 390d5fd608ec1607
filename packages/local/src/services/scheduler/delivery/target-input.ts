import type { Place } from '@safelight/asl/identity';
import { type Invocation, instant } from '#services/scheduler/delivery/queue.ts';

/** What a target gets that is given no input. */
const defaultInput = ({ id, scheduleArn, scheduled }: Invocation, { accountId, region }: Place): string =>
  JSON.stringify({
    version: '0',
    id,
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: accountId,
    time: instant(scheduled),
    region,
    resources: [scheduleArn],
    detail: '{}',
  });

/**
 * The input of the target, with what is known of the invocation in the place of its keywords.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 * @param attempt counted from one
 */
export function targetInput(invocation: Invocation, attempt: number, place: Place): string {
  const { target, scheduleArn, scheduled, id } = invocation;
  return (target.Input ?? defaultInput(invocation, place))
    .replaceAll('<aws.scheduler.schedule-arn>', scheduleArn)
    .replaceAll('<aws.scheduler.scheduled-time>', instant(scheduled))
    .replaceAll('<aws.scheduler.execution-id>', id)
    .replaceAll('<aws.scheduler.attempt-number>', String(attempt));
}
