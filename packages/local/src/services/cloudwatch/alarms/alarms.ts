import { isDeepStrictEqual } from 'node:util';
import type { Place } from '@safelight/asl/identity';
import { type Alarm, type AlarmState, alarmSchema, type HistoryItem } from '#services/cloudwatch/alarms/alarm.ts';
import type { AlarmDefinition } from '#services/cloudwatch/alarms/definition.ts';
import { alarmNotFound } from '#services/cloudwatch/errors.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

const MOST_HISTORY = 100;

export const alarmArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}`;

/** All alarms by name, with their states and histories. */
export class Alarms {
  readonly #kept: Documents<Alarm>;
  readonly #place: Place;
  readonly #alarms: Map<string, Alarm>;

  constructor(database: Database, place: Place) {
    this.#kept = openDocuments(database, 'cloudwatch_alarms', (value) => alarmSchema.parse(value));
    this.#place = place;
    this.#alarms = new Map(this.#kept.all().map((alarm) => [alarm.definition.AlarmName, alarm]));
  }

  all(): readonly Alarm[] {
    return [...this.#alarms.values()];
  }

  find(name: string): Alarm | undefined {
    return this.#alarms.get(name);
  }

  /** Throws ResourceNotFound. */
  get(name: string): Alarm {
    const found = this.find(name);
    if (!found) throw alarmNotFound();
    return found;
  }

  /** An alarm that is there keeps its state. */
  put(definition: AlarmDefinition, now: number): void {
    const before = this.find(definition.AlarmName);
    if (before && isDeepStrictEqual(before.definition, definition)) return;
    const item: HistoryItem = {
      at: now,
      type: 'ConfigurationUpdate',
      summary: before ? `Alarm "${definition.AlarmName}" updated` : `Alarm "${definition.AlarmName}" created`,
      data: JSON.stringify({ type: before ? 'Update' : 'Create', version: '1.0' }),
    };
    this.#set({
      arn: alarmArn(this.#place, definition.AlarmName),
      definition,
      configured: now,
      state: before?.state ?? unchecked(now),
      history: [item, ...(before?.history ?? [])],
    });
  }

  setState(name: string, state: AlarmState): void {
    this.#set({ ...this.get(name), state });
  }

  addHistory(name: string, item: HistoryItem): void {
    const alarm = this.find(name);
    if (alarm) this.#set({ ...alarm, history: [item, ...alarm.history] });
  }

  delete(name: string): void {
    this.#alarms.delete(name);
    this.#kept.remove(name);
  }

  #set(alarm: Alarm): void {
    const kept = { ...alarm, history: alarm.history.slice(0, MOST_HISTORY) };
    this.#alarms.set(alarm.definition.AlarmName, kept);
    this.#kept.write(alarm.definition.AlarmName, kept);
  }
}

const unchecked = (now: number): AlarmState => ({
  value: 'INSUFFICIENT_DATA',
  reason: 'Unchecked: Initial alarm creation',
  reasonData: '{}',
  updated: now,
  transitioned: now,
});
