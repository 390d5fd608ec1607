import { AwsError } from '#gateway/aws-error.ts';
import type { JsonOperation } from '#gateway/json-service.ts';
import type { Access } from '#gateway/service.ts';
import type { Clock } from '#local/clock.ts';
import type { Place } from '#local/identity.ts';
import type { JsonObject } from '#local/json.ts';
import { checkPattern } from '#services/eventbridge/rules/check-pattern.ts';
import { parse, ruleInputs } from '#services/eventbridge/rules/input.ts';
import { busName, DEFAULT_BUS, type Rule, ruleArn } from '#services/eventbridge/rules/rule.ts';
import type { RuleStore } from '#services/eventbridge/rules/store.ts';
import { parseTarget, type Target } from '#services/eventbridge/rules/target.ts';
import { parseSchedule } from '#services/eventbridge/schedule/schedule.ts';
import type { Scheduler } from '#services/eventbridge/schedule/scheduler.ts';

interface RuleDeps {
  readonly store: RuleStore;
  readonly scheduler: Scheduler;
  readonly clock: Clock;
  readonly place: Place;
}

/** A rule has five targets at most: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_TARGETS = 5;

/** The operations on rules and their targets. */
export function ruleOperations({ store, scheduler, clock, place }: RuleDeps): Readonly<Record<string, JsonOperation>> {
  const accessTo =
    (action: string) =>
    (input: JsonObject): Access[] => {
      const name = String(input.Name ?? input.Rule ?? '');
      const arn = ruleArn(place, busName(optional(input.EventBusName)), name === '' ? '*' : name);
      return [{ action: `events:${action}`, resource: arn }, ...passRole(input)];
    };

  const save = (rule: Rule): void => {
    store.putRule(rule);
    scheduler.update(rule, true);
  };

  const ruleOf = ({ Name, EventBusName }: { Name: string; EventBusName?: string | undefined }): Rule =>
    store.rule(busName(EventBusName), Name);

  const setState =
    (state: Rule['state']) =>
    (input: JsonObject): undefined => {
      save({ ...ruleOf(parse(ruleInputs.rule, input)), state });
    };

  const targetsOf = (input: JsonObject): Rule => {
    const { Rule: Name, EventBusName } = parse(ruleInputs.targetsOf, input);
    return ruleOf({ Name, EventBusName });
  };

  const operations: Readonly<Record<string, JsonOperation['run']>> = {
    PutRule(input) {
      const wanted = parse(ruleInputs.putRule, input);
      const bus = store.bus(busName(wanted.EventBusName)).name;
      const { EventPattern: eventPattern, ScheduleExpression: scheduleExpression } = wanted;
      if (eventPattern === undefined && scheduleExpression === undefined)
        throw invalid('Parameter(s) EventPattern or ScheduleExpression must be specified.');
      if (eventPattern !== undefined) checkPattern(eventPattern);
      if (scheduleExpression !== undefined) checkSchedule(scheduleExpression, bus, clock);
      const arn = ruleArn(place, bus, wanted.Name);
      save({
        name: wanted.Name,
        arn,
        busName: bus,
        state: wanted.State,
        targets: store.find(bus, wanted.Name)?.targets ?? [],
        ...(eventPattern !== undefined && { eventPattern }),
        ...(scheduleExpression !== undefined && { scheduleExpression }),
        ...(wanted.Description !== undefined && { description: wanted.Description }),
        ...(wanted.RoleArn !== undefined && { roleArn: wanted.RoleArn }),
      });
      return { RuleArn: arn };
    },
    DescribeRule: (input) => described(ruleOf(parse(ruleInputs.rule, input))),
    EnableRule: setState('ENABLED'),
    DisableRule: setState('DISABLED'),
    DeleteRule(input) {
      const { Name, EventBusName } = parse(ruleInputs.rule, input);
      const rule = store.find(store.bus(busName(EventBusName)).name, Name);
      if (!rule) return;
      if (rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
      store.deleteRule(rule);
      scheduler.update(rule, false);
    },
    ListRules(input) {
      const { NamePrefix: prefix = '', EventBusName } = parse(ruleInputs.listRules, input);
      const rules = store.rules(busName(EventBusName)).filter(({ name }) => name.startsWith(prefix));
      return { Rules: rules.map(described) };
    },
    ListRuleNamesByTarget(input) {
      const { TargetArn, EventBusName } = parse(ruleInputs.listByTarget, input);
      const rules = store
        .rules(busName(EventBusName))
        .filter(({ targets }) => targets.some(({ Arn }) => Arn === TargetArn));
      return { RuleNames: rules.map(({ name }) => name) };
    },
    ListTargetsByRule: (input) => ({ Targets: targetsOf(input).targets }),
    PutTargets(input) {
      const { Targets } = parse(ruleInputs.putTargets, input);
      const rule = targetsOf(input);
      const targets = withTargets(rule.targets, Targets.map(parseTarget));
      if (targets.length > MOST_TARGETS)
        throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
      save({ ...rule, targets });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    RemoveTargets(input) {
      const { Ids } = parse(ruleInputs.removeTargets, input);
      const rule = targetsOf(input);
      save({ ...rule, targets: rule.targets.filter(({ Id }) => !Ids.includes(Id)) });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
  };
  return Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, { access: accessTo(name), run }]));
}

const withTargets = (before: readonly Target[], put: readonly Target[]): readonly Target[] => [
  ...before.filter(({ Id }) => !put.some((target) => target.Id === Id)),
  ...put,
];

function checkSchedule(expression: string, bus: string, clock: Clock): void {
  if (bus !== DEFAULT_BUS) throw invalid('ScheduleExpression is supported only on the default event bus.');
  parseSchedule(expression, clock.now());
}

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

/** Whoever hands a role to EventBridge must be allowed to. */
function passRole(input: JsonObject): Access[] {
  const targets = Array.isArray(input.Targets) ? input.Targets : [];
  const roles = [input, ...targets].flatMap((holder) => roleOf(holder) ?? []);
  return [...new Set(roles)].map((resource) => ({
    action: 'iam:PassRole',
    resource,
    context: { 'iam:PassedToService': 'events.amazonaws.com' },
  }));
}

function roleOf(holder: unknown): string | undefined {
  return typeof holder === 'object' && holder !== null && 'RoleArn' in holder ? String(holder.RoleArn) : undefined;
}

const optional = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const invalid = (message: string) => new AwsError('ValidationException', message);
