import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { busArn, DEFAULT_BUS, type EventBus, type Rule, ruleArn } from '#services/eventbridge/rules/rule.ts';
import type { Database } from '#store/database.ts';
import { openDocuments } from '#store/documents.ts';

/** Buses and rules with their targets, in memory too: there are few. */
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

// Tables are only ever written here: their contents are trusted.
const parseBus = (value: unknown) => z.custom<EventBus>().parse(value);
/** Rules of earlier data folders do not say since when they are kept. */
const parseRule = (value: unknown) => ({ since: 0, ...z.custom<Omit<Rule, 'since'>>().parse(value) });

interface StoreDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly place: Place;
}

export function openRuleStore({ database, clock, place }: StoreDeps): RuleStore {
  const keptBuses = openDocuments(database, 'eventbridge_buses', parseBus);
  const keptRules = openDocuments(database, 'eventbridge_rules', parseRule);
  const buses = new Map(keptBuses.all().map((bus) => [bus.name, bus]));
  const rules = new Map(keptRules.all().map((rule) => [rule.arn, rule]));
  if (!buses.has(DEFAULT_BUS)) buses.set(DEFAULT_BUS, newBus(DEFAULT_BUS));

  function newBus(name: string, description?: string): EventBus {
    const created = clock.now() / 1000;
    return { name, arn: busArn(place, name), created, ...(description !== undefined && { description }) };
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
      keptBuses.write(name, put);
      return put;
    },
    deleteBus(name) {
      buses.delete(name);
      keptBuses.remove(name);
    },
    rules: (busName) => [...rules.values()].filter((rule) => rule.busName === bus(busName).name),
    rule(busName, name) {
      const found = find(bus(busName).name, name);
      if (!found) throw notFound(`Rule ${name} does not exist on EventBus ${busName}.`);
      return found;
    },
    putRule(rule) {
      rules.set(rule.arn, rule);
      keptRules.write(rule.arn, rule);
    },
    deleteRule(rule) {
      rules.delete(rule.arn);
      keptRules.remove(rule.arn);
    },
  };
}

const notFound = (message: string) => new AwsError('ResourceNotFoundException', message);
