import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { type Alarms, alarmArn } from '#services/cloudwatch/alarms/alarms.ts';
import type { ChangeState } from '#services/cloudwatch/alarms/changes.ts';
import { alarmDefinition, checkDefinition } from '#services/cloudwatch/alarms/definition.ts';
import { datapointsOf } from '#services/cloudwatch/alarms/watch.ts';
import { validationError } from '#services/cloudwatch/errors.ts';
import { list } from '#services/cloudwatch/input.ts';
import { MathError } from '#services/cloudwatch/math/math-error.ts';
import { MetricStore } from '#services/cloudwatch/metrics/metric-store.ts';
import { on } from '#services/cloudwatch/operations/operation.ts';

export interface AlarmDeps {
  readonly alarms: Alarms;
  readonly clock: Clock;
  readonly place: Place;
  readonly changeState: ChangeState;
}

const named = z.strictObject({ AlarmNames: list(z.string()) });

const setState = z.strictObject({
  AlarmName: z.string(),
  StateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  StateReason: z.string().max(1023),
  StateReasonData: z.string().default('{}'),
});

/** The operations that make alarms and change them, by name. */
export function alarmOperations({ alarms, clock, place, changeState }: AlarmDeps): Operations {
  const one = ({ AlarmName }: JsonObject) => [alarmArn(place, String(AlarmName))];
  const several = ({ AlarmNames }: JsonObject) =>
    (Array.isArray(AlarmNames) ? AlarmNames : []).map((name) => alarmArn(place, String(name)));
  const enable =
    (ActionsEnabled: boolean) =>
    ({ AlarmNames }: z.output<typeof named>) => {
      for (const name of AlarmNames) {
        const alarm = alarms.find(name);
        if (alarm) alarms.put({ ...alarm.definition, ActionsEnabled }, clock.now());
      }
      return undefined;
    };
  return {
    PutMetricAlarm: on('PutMetricAlarm', one, alarmDefinition, (definition) => {
      checkDefinition(definition);
      checkExpressions(definition, clock);
      alarms.put(definition, clock.now());
      return undefined;
    }),
    DeleteAlarms: on('DeleteAlarms', several, named, ({ AlarmNames }) => {
      for (const name of AlarmNames) alarms.get(name);
      for (const name of AlarmNames) alarms.delete(name);
      return undefined;
    }),
    EnableAlarmActions: on('EnableAlarmActions', several, named, enable(true)),
    DisableAlarmActions: on('DisableAlarmActions', several, named, enable(false)),
    SetAlarmState: on(
      'SetAlarmState',
      one,
      setState,
      ({ AlarmName, StateValue: value, StateReason: reason, StateReasonData }) => {
        alarms.get(AlarmName);
        changeState(AlarmName, { value, reason, reasonData: jsonText(StateReasonData) });
        return undefined;
      },
    ),
  };
}

/** What cannot be computed without data cannot be computed at all. */
function checkExpressions(definition: z.output<typeof alarmDefinition>, clock: Clock): void {
  try {
    datapointsOf(new MetricStore(clock), definition, clock.now());
  } catch (error) {
    if (error instanceof MathError) throw validationError(`Error in the Metrics: ${error.message}`);
    throw error;
  }
}

function jsonText(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw validationError('StateReasonData must be JSON');
  }
}
