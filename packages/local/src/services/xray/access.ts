import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { Operations } from '#gateway/dispatch/operation.ts';
import type { Runs } from '#gateway/dispatch/taking.ts';
import { ruleArn } from '#services/xray/sampling/rule.ts';

/** Where a request names the sampling rule that it is about. */
const RULE_MEMBERS: Readonly<Record<string, string>> = {
  CreateSamplingRule: 'SamplingRule',
  UpdateSamplingRule: 'SamplingRuleUpdate',
  DeleteSamplingRule: '',
};

/**
 * Adds what each operation's caller must be allowed to do: IAM knows resources for sampling rules alone.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
 */
export const withAccess = (runs: Runs, place: Place): Operations =>
  Object.fromEntries(
    Object.entries(runs).map(([name, run]) => [
      name,
      { ...run, access: (input: JsonObject) => [{ action: `xray:${name}`, resource: resourceOf(name, input, place) }] },
    ]),
  );

function resourceOf(operation: string, input: JsonObject, place: Place): string {
  const member = RULE_MEMBERS[operation];
  if (member === undefined) return '*';
  const named = member === '' ? input : input[member];
  if (!isJsonObject(named)) return '*';
  const { RuleName: name, RuleARN: arn } = named;
  if (typeof arn === 'string') return arn;
  return typeof name === 'string' ? ruleArn(place, name) : '*';
}
