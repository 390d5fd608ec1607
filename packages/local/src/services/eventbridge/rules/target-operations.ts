import type * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { ruleInputs, taking } from '#services/eventbridge/rules/input.ts';
import { rulesPage } from '#services/eventbridge/rules/paging.ts';
import { busName, type Rule } from '#services/eventbridge/rules/rule.ts';
import type { RuleStore } from '#services/eventbridge/rules/store.ts';
import { parseTarget, type Target } from '#services/eventbridge/rules/target.ts';

/** A rule has five targets at most: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_TARGETS = 5;

/** The operations on the targets of rules, by name. */
export function targetOperations(store: RuleStore): Runs {
  const ruleOf = ({ Rule: name, EventBusName }: z.output<typeof ruleInputs.targetsOf>): Rule =>
    store.rule(busName(EventBusName), name);
  return {
    ListTargetsByRule: taking(ruleInputs.listTargets, (input) => {
      const { items, next } = rulesPage(ruleOf(input).targets, input);
      return { Targets: items, NextToken: next };
    }),
    PutTargets: taking(ruleInputs.putTargets, (input) => {
      const rule = ruleOf(input);
      const targets = withTargets(rule.targets, input.Targets.map(parseTarget));
      if (targets.length > MOST_TARGETS)
        throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
      store.putRule({ ...rule, targets });
      return { FailedEntryCount: 0, FailedEntries: [] };
    }),
    RemoveTargets: taking(ruleInputs.removeTargets, (input) => {
      const rule = ruleOf(input);
      store.putRule({ ...rule, targets: rule.targets.filter(({ Id }) => !input.Ids.includes(Id)) });
      return { FailedEntryCount: 0, FailedEntries: [] };
    }),
  };
}

const withTargets = (before: readonly Target[], put: readonly Target[]): readonly Target[] => [
  ...before.filter(({ Id }) => !put.some((target) => target.Id === Id)),
  ...put,
];
