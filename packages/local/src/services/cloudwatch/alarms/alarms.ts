import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Place } from '@safelight/asl/identity';
import * as z from 'zod';
import { type Alarm, type AlarmState, alarmSchema, type HistoryItem } from '#services/cloudwatch/alarms/alarm.ts';
import type { AlarmDefinition } from '#services/cloudwatch/alarms/definition.ts';
import { alarmNotFound } from '#services/cloudwatch/errors.ts';
import { readJsonFile, writeJsonFile } from '#services/json-file.ts';

const MOST_HISTORY = 100;

export const alarmArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name}`;

/** All alarms by name, their states and histories, kept in one file. */
export class Alarms {
  readonly #file: string;
  readonly #place: Place;
  readonly #alarms: Map<string, Alarm>;
  #unsaved: NodeJS.Immediate | undefined;

  constructor(folder: string, place: Place) {
    this.#file = join(folder, 'alarms.json');
    this.#place = place;
    const kept = readJsonFile(this.#file, z.array(alarmSchema), []);
    this.#alarms = new Map(kept.map((alarm) => [alarm.definition.AlarmName, alarm]));
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
    if (this.#alarms.delete(name)) this.#save();
  }

  /** Writes what has changed. */
  flush(): void {
    if (!this.#unsaved) return;
    clearImmediate(this.#unsaved);
    this.#unsaved = undefined;
    writeJsonFile(this.#file, this.all());
  }

  #set(alarm: Alarm): void {
    this.#alarms.set(alarm.definition.AlarmName, { ...alarm, history: alarm.history.slice(0, MOST_HISTORY) });
    this.#save();
  }

  /** Once for all that changes in one turn, such as the alarms of a template. */
  #save(): void {
    this.#unsaved ??= setImmediate(() => this.flush());
  }
}

const unchecked = (now: number): AlarmState => ({
  value: 'INSUFFICIENT_DATA',
  reason: 'Unchecked: Initial alarm creation',
  reasonData: '{}',
  updated: now,
  transitioned: now,
});
