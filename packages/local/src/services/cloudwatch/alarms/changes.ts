import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { PublishEvent } from '#local/events/event.ts';
import type { Alarm, AlarmState } from '#services/cloudwatch/alarms/alarm.ts';
import type { Alarms } from '#services/cloudwatch/alarms/alarms.ts';
import type { AlarmDefinition } from '#services/cloudwatch/alarms/definition.ts';
import type { StateValue } from '#services/cloudwatch/alarms/judge.ts';
import { type Notification, notificationOf } from '#services/cloudwatch/alarms/notification.ts';
import { stateChangeEvent } from '#services/cloudwatch/alarms/state-event.ts';
import { isClosed } from '#store/errors.ts';

/** How the news of an alarm leaves. */
export interface AlarmPorts {
  readonly publish: PublishEvent;
  /** Publishes to a topic, in CloudWatch's own name and for the alarm. Rejects when that is refused. */
  readonly notify: (topicArn: string, notification: Notification, alarmArn: string) => Promise<unknown>;
  /** One line for whoever runs the system. */
  readonly log: (line: string) => void;
}

export interface ChangeDeps {
  readonly alarms: Alarms;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly ports: AlarmPorts;
}

/** Why an alarm takes a state. */
export type NewState = Pick<AlarmState, 'value' | 'reason' | 'reasonData'>;

/** Gives an alarm a state; where it is another one than before, everybody who wants to know is told. */
export type ChangeState = (name: string, state: NewState) => void;

export function createChangeState(deps: ChangeDeps): ChangeState {
  const { alarms, clock, ids, place, ports } = deps;
  return (name, wanted) => {
    const now = clock.now();
    const before = alarms.get(name).state;
    if (wanted.value === before.value) return;
    alarms.setState(name, { ...wanted, updated: now, transitioned: now });
    const alarm = alarms.get(name);
    alarms.addHistory(name, {
      at: now,
      type: 'StateUpdate',
      summary: `Alarm updated from ${before.value} to ${wanted.value}`,
      data: JSON.stringify({ version: '1.0', oldState: told(before), newState: told(alarm.state) }),
    });
    tellPeople(alarm, before, ports);
    ports.publish(stateChangeEvent(alarm, before, { ids, place }));
    if (alarm.definition.ActionsEnabled) act(alarm, before, deps);
  };
}

const told = ({ value, reason, reasonData }: AlarmState) => ({
  stateValue: value,
  stateReason: reason,
  stateReasonData: JSON.parse(reasonData),
});

/** That an alarm which has just been made is OK is no news. */
function tellPeople({ definition, state }: Alarm, before: AlarmState, { log }: AlarmPorts): void {
  if (state.value !== 'ALARM' && before.value !== 'ALARM') return;
  const silent = definition.ActionsEnabled ? '' : ' (its actions are off in this stage)';
  log(`${state.value} ${definition.AlarmName}: ${state.reason}${silent}`);
}

/** Tells the topics of the state that the alarm has come to, but for those that know. */
export function act(
  alarm: Alarm,
  before: Pick<AlarmState, 'value'>,
  { alarms, clock, place, ports }: ChangeDeps,
  knows: (topicArn: string) => boolean = () => false,
): void {
  const notification = notificationOf(alarm, before, place);
  for (const topicArn of actionsFor(alarm.definition, alarm.state.value)) {
    if (knows(topicArn)) continue;
    const note = (summary: string, error?: unknown) =>
      alarms.addHistory(alarm.definition.AlarmName, {
        at: clock.now(),
        type: 'Action',
        summary: `${summary} action ${topicArn}`,
        data: JSON.stringify({
          actionState: error === undefined ? 'Succeeded' : 'Failed',
          error: error && String(error),
        }),
      });
    ports
      .notify(topicArn, notification, alarm.arn)
      .then(
        () => note('Successfully executed'),
        (error) => {
          note('Failed to execute', error);
          ports.log(`${alarm.definition.AlarmName}: ${topicArn} was not told: ${error}`);
        },
      )
      .catch((error) => {
        // What came of it too late for the history is nobody's failure.
        if (!isClosed(error)) throw error;
      });
  }
}

function actionsFor(definition: AlarmDefinition, state: StateValue): readonly string[] {
  if (state === 'ALARM') return definition.AlarmActions;
  return state === 'OK' ? definition.OKActions : definition.InsufficientDataActions;
}
