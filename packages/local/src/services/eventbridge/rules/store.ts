import { join } from 'node:path';
import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { busArn, DEFAULT_BUS, type EventBus, type Rule, ruleArn } from '#services/eventbridge/rules/rule.ts';
import { readJsonFile, writeJsonFile } from '#services/json-file.ts';

/** Buses and rules with their targets, kept in one file. */
export interface RuleStore {
  buses(): readonly EventBus[];
  /** Throws ResourceNotFoundException. */
  bus(name: string): EventBus;
  putBus(name: string, description?: string): EventBus;
  deleteBus(name: string): void;
  rules(bus: string): readonly Rule[];
  allRules(): readonly Rule[];
  /** Throws ResourceNotFoundException. */
  rule(bus: string, name: string): Rule;
  find(bus: string, name: string): Rule | undefined;
  putRule(rule: Rule): void;
  deleteRule(rule: Rule): void;
}

// The file is only ever written here: its shape is checked, its contents are trusted.
const kept = z.object({ buses: z.array(z.custom<EventBus>()), rules: z.array(z.custom<Rule>()) });

interface StoreDeps {
  readonly folder: string;
  readonly clock: Clock;
  readonly place: Place;
}

export function openRuleStore({ folder, clock, place }: StoreDeps): RuleStore {
  const file = join(folder, 'rules.json');
  const before = readJsonFile(file, kept, { buses: [], rules: [] });
  const buses = new Map(before.buses.map((bus) => [bus.name, bus]));
  const rules = new Map(before.rules.map((rule) => [rule.arn, rule]));
  if (!buses.has(DEFAULT_BUS)) buses.set(DEFAULT_BUS, newBus(DEFAULT_BUS));

  function newBus(name: string, description?: string): EventBus {
    const created = clock.now() / 1000;
    return { name, arn: busArn(place, name), created, ...(description !== undefined && { description }) };
  }

  function save(): void {
    writeJsonFile(file, { buses: [...buses.values()], rules: [...rules.values()] });
  }

  function bus(name: string): EventBus {
    const found = buses.get(name);
    if (!found) throw notFound(`Event bus ${name} does not exist.`);
    return found;
  }

  const find = (busName: string, name: string) => rules.get(ruleArn(place, busName, name));

  return {
    bus,
    find,
    buses: () => [...buses.values()],
    allRules: () => [...rules.values()],
    putBus(name, description) {
      const put = newBus(name, description);
      buses.set(name, put);
      save();
      return put;
    },
    deleteBus(name) {
      if (buses.delete(name)) save();
    },
    rules: (busName) => [...rules.values()].filter((rule) => rule.busName === bus(busName).name),
    rule(busName, name) {
      const found = find(bus(busName).name, name);
      if (!found) throw notFound(`Rule ${name} does not exist on EventBus ${busName}.`);
      return found;
    },
    putRule(rule) {
      rules.set(rule.arn, rule);
      save();
    },
    deleteRule(rule) {
      if (rules.delete(rule.arn)) save();
    },
  };
}

const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);
