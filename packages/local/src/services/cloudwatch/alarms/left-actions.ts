import * as z from 'zod';
import type { Alarm } from '#services/cloudwatch/alarms/alarm.ts';
import { act, type ChangeDeps } from '#services/cloudwatch/alarms/changes.ts';

const change = z.object({ oldState: z.object({ stateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']) }) });

/**
 * Takes the actions that an earlier process had not taken, or did not know of, when it ended: an alarm's state is kept before anybody
 * is told of it, and people are told at least once.
 */
export function takeLeftActions(deps: ChangeDeps): void {
  for (const alarm of deps.alarms.all()) if (alarm.definition.ActionsEnabled) takeLeft(alarm, deps);
}

function takeLeft(alarm: Alarm, deps: ChangeDeps): void {
  const at = alarm.history.findIndex(({ type }) => type === 'StateUpdate');
  const item = alarm.history[at];
  if (item === undefined) return;
  const since = alarm.history.slice(0, at);
  // Actions that were changed since are for the next state.
  if (since.some(({ type }) => type === 'ConfigurationUpdate')) return;
  const { oldState } = change.parse(JSON.parse(item.data));
  act(alarm, { value: oldState.stateValue }, deps, (topicArn) =>
    since.some(({ type, summary }) => type === 'Action' && summary.endsWith(` action ${topicArn}`)),
  );
}
