import type { Clock } from '@safelight/asl/clock';
import type { Place } from '@safelight/asl/identity';
import type * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { checkPattern } from '#services/eventbridge/rules/check-pattern.ts';
import { ruleInputs, taking } from '#services/eventbridge/rules/input.ts';
import { rulesPage } from '#services/eventbridge/rules/paging.ts';
import { busName, DEFAULT_BUS, type Rule, ruleArn } from '#services/eventbridge/rules/rule.ts';
import type { RuleStore } from '#services/eventbridge/rules/store.ts';
import { parseSchedule } from '#services/eventbridge/schedule/schedule.ts';
import type { Scheduler } from '#services/eventbridge/schedule/scheduler.ts';

interface RuleDeps {
  readonly store: RuleStore;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly place: Place;
}

/** The operations on rules, by name. */
export function ruleOperations({ store, scheduler, clock, place }: RuleDeps): Runs {
  /** A schedule goes on where neither it nor its state changes. */
  const save = (wanted: Omit<Rule, 'since'>): void => {
    const before = store.find(wanted.busName, wanted.name);
    const goesOn = before?.state === wanted.state && before.scheduleExpression === wanted.scheduleExpression;
    const rule = { ...wanted, since: goesOn ? before.since : clock.now() };
    store.putRule(rule);
    scheduler.update(rule, true);
  };

  const ruleOf = ({ Name, EventBusName }: { Name: string; EventBusName?: string | undefined }): Rule =>
    store.rule(busName(EventBusName), Name);

  const setState = (state: Rule['state']) =>
    taking(ruleInputs.rule, (input) => {
      save({ ...ruleOf(input), state });
      return undefined;
    });

  return {
    PutRule: taking(ruleInputs.putRule, (wanted) => {
      const bus = store.bus(busName(wanted.EventBusName)).name;
      checkTrigger(wanted, bus, clock);
      const arn = ruleArn(place, bus, wanted.Name);
      const { targets = [] } = store.find(bus, wanted.Name) ?? {};
      save({ name: wanted.Name, arn, busName: bus, state: wanted.State, targets, ...optionalMembers(wanted) });
      return { RuleArn: arn };
    }),
    DescribeRule: taking(ruleInputs.rule, (input) => described(ruleOf(input))),
    EnableRule: setState('ENABLED'),
    DisableRule: setState('DISABLED'),
    DeleteRule: taking(ruleInputs.deleteRule, ({ Name, EventBusName }) => {
      const rule = store.find(store.bus(busName(EventBusName)).name, Name);
      if (!rule) return;
      if (rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
      store.deleteRule(rule);
      scheduler.update(rule, false);
    }),
    ListRules: taking(ruleInputs.listRules, ({ NamePrefix: prefix = '', EventBusName, ...paged }) => {
      const rules = store.rules(busName(EventBusName)).filter(({ name }) => name.startsWith(prefix));
      const { items, next } = rulesPage(rules, paged);
      return { Rules: items.map(described), NextToken: next };
    }),
    ListRuleNamesByTarget: taking(ruleInputs.listByTarget, ({ TargetArn, EventBusName, ...paged }) => {
      const rules = store
        .rules(busName(EventBusName))
        .filter(({ targets }) => targets.some(({ Arn }) => Arn === TargetArn));
      const { items, next } = rulesPage(rules, paged);
      return { RuleNames: items.map(({ name }) => name), NextToken: next };
    }),
  };
}

type PutRule = z.infer<typeof ruleInputs.putRule>;

function checkTrigger(
  { EventPattern: pattern, ScheduleExpression: schedule }: PutRule,
  bus: string,
  clock: Clock,
): void {
  if (pattern === undefined && schedule === undefined) {
    throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  if (pattern !== undefined) checkPattern(pattern);
  if (schedule === undefined) return;
  if (bus !== DEFAULT_BUS) throw invalid('ScheduleExpression is supported only on the default event bus.');
  parseSchedule(schedule, clock.now());
}

const optionalMembers = ({ EventPattern, ScheduleExpression, Description, RoleArn }: PutRule) => ({
  ...(EventPattern !== undefined && { eventPattern: EventPattern }),
  ...(ScheduleExpression !== undefined && { scheduleExpression: ScheduleExpression }),
  ...(Description !== undefined && { description: Description }),
  ...(RoleArn !== undefined && { roleArn: RoleArn }),
});

const described = ({
  name,
  arn,
  busName: bus,
  state,
  eventPattern,
  scheduleExpression,
  description,
  roleArn,
}: Rule) => ({
  Name: name,
  Arn: arn,
  EventBusName: bus,
  State: state,
  EventPattern: eventPattern,
  ScheduleExpression: scheduleExpression,
  Description: description,
  RoleArn: roleArn,
});

const invalid = (message: string) => new AwsError('ValidationException', message);
