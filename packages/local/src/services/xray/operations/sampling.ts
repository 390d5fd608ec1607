import type { Clock } from '@safelight/asl/clock';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { invalidRequest } from '#services/xray/errors.ts';
import { inputs, taking } from '#services/xray/input.ts';
import { paged } from '#services/xray/operations/paged.ts';
import type { RuleId, RuleStore } from '#services/xray/sampling/rule-store.ts';

/** How often those who sample ask again, in seconds. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sampling.html */
const INTERVAL_S = 10;

export function samplingOperations(rules: RuleStore, clock: Clock): Runs {
  return {
    GetSamplingRules: taking(inputs.rules, ({ NextToken }) => ({
      SamplingRuleRecords: paged(rules.all(), NextToken).items,
    })),
    CreateSamplingRule: taking(inputs.createRule, ({ SamplingRule: rule }) => ({
      SamplingRuleRecord: rules.create(rule),
    })),
    UpdateSamplingRule: taking(inputs.updateRule, ({ SamplingRuleUpdate: { RuleName, RuleARN, ...change } }) => ({
      SamplingRuleRecord: rules.update(named({ RuleName, RuleARN }), given(change)),
    })),
    DeleteSamplingRule: taking(inputs.deleteRule, (id) => ({ SamplingRuleRecord: rules.remove(named(id)) })),
    GetSamplingTargets: taking(inputs.targets, ({ SamplingStatisticsDocuments: documents }) => ({
      SamplingTargetDocuments: documents.flatMap(({ RuleName }) => targetOf(rules, RuleName, clock.now()) ?? []),
      LastRuleModification: rules.changedAt,
      UnprocessedStatistics: documents
        .filter(({ RuleName }) => targetOf(rules, RuleName, clock.now()) === undefined)
        .map(({ RuleName }) => ({ RuleName, ErrorCode: 'NotFound', Message: `There is no rule ${RuleName}.` })),
      UnprocessedBoostStatistics: [],
    })),
  };
}

/** Throws InvalidRequestException. */
function named(id: RuleId): RuleId {
  if ((id.RuleName === undefined) === (id.RuleARN === undefined)) {
    throw invalidRequest('Exactly one of RuleName and RuleARN must be given.');
  }
  return id;
}

const given = <T extends object>(change: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<{
    [K in keyof T]: NonNullable<T[K]>;
  }>;

function targetOf(rules: RuleStore, name: string, now: number) {
  const rule = rules.all().find(({ SamplingRule: { RuleName } }) => RuleName === name)?.SamplingRule;
  return (
    rule && {
      RuleName: name,
      FixedRate: rule.FixedRate,
      ReservoirQuota: rule.ReservoirSize,
      ReservoirQuotaTTL: Math.floor(now / 1000) + INTERVAL_S,
      Interval: INTERVAL_S,
    }
  );
}
