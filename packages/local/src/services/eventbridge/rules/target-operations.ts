import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Operation } from '#gateway/dispatch/operation.ts';
import { parse, ruleInputs } from '#services/eventbridge/rules/input.ts';
import { rulesPage } from '#services/eventbridge/rules/paging.ts';
import { busName, type Rule } from '#services/eventbridge/rules/rule.ts';
import type { RuleStore } from '#services/eventbridge/rules/store.ts';
import { parseTarget, type Target } from '#services/eventbridge/rules/target.ts';

/** A rule has five targets at most: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_TARGETS = 5;

/** The operations on the targets of rules, by name. */
export function targetOperations(store: RuleStore): Readonly<Record<string, Operation['run']>> {
  const ruleOf = (input: JsonObject): Rule => {
    const { Rule: name, EventBusName } = parse(ruleInputs.targetsOf, input);
    return store.rule(busName(EventBusName), name);
  };
  return {
    ListTargetsByRule(input) {
      const { items, next } = rulesPage(ruleOf(input).targets, parse(ruleInputs.listTargets, input));
      return { Targets: items, NextToken: next };
    },
    PutTargets(input) {
      const { Targets } = parse(ruleInputs.putTargets, input);
      const rule = ruleOf(input);
      const targets = withTargets(rule.targets, Targets.map(parseTarget));
      if (targets.length > MOST_TARGETS)
        throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
      store.putRule({ ...rule, targets });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    RemoveTargets(input) {
      const { Ids } = parse(ruleInputs.removeTargets, input);
      const rule = ruleOf(input);
      store.putRule({ ...rule, targets: rule.targets.filter(({ Id }) => !Ids.includes(Id)) });
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
  };
}

const withTargets = (before: readonly Target[], put: readonly Target[]): readonly Target[] => [
  ...before.filter(({ Id }) => !put.some((target) => target.Id === Id)),
  ...put,
];
