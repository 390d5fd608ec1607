import type { Place } from '@safelight/asl/identity';
import * as z from 'zod';

const pattern = (longest: number) => z.string().max(longest);

/** Members that a rule's owner gives. https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html */
export const ruleMembers = {
  ResourceARN: pattern(500),
  Priority: z.number().int().min(1).max(9999),
  FixedRate: z.number().min(0).max(1),
  ReservoirSize: z.number().int().min(0),
  ServiceName: pattern(64),
  ServiceType: pattern(64),
  Host: pattern(64),
  HTTPMethod: pattern(10),
  URLPath: pattern(128),
  Attributes: z.record(z.string(), z.string()).default({}),
};

export const samplingRule = z.object({
  ...ruleMembers,
  RuleName: z.string().min(1).max(32),
  RuleARN: z.string(),
  // The default rule's is beyond that of all others.
  Priority: z.number().int(),
  Version: z.literal(1),
});

export type SamplingRule = z.infer<typeof samplingRule>;

/** A rule with its times, in seconds since the epoch. */
export const ruleRecord = z.object({ SamplingRule: samplingRule, CreatedAt: z.number(), ModifiedAt: z.number() });
export type RuleRecord = z.infer<typeof ruleRecord>;

export const DEFAULT_RULE = 'Default';

/** One request each second, and five percent of the others. https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html */
export const defaultRule = (place: Place): RuleRecord => ({
  SamplingRule: {
    RuleName: DEFAULT_RULE,
    RuleARN: ruleArn(place, DEFAULT_RULE),
    ResourceARN: '*',
    Priority: 10_000,
    FixedRate: 0.05,
    ReservoirSize: 1,
    ServiceName: '*',
    ServiceType: '*',
    Host: '*',
    HTTPMethod: '*',
    URLPath: '*',
    Version: 1,
    Attributes: {},
  },
  CreatedAt: 0,
  ModifiedAt: 0,
});

export const ruleArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:xray:${region}:${accountId}:sampling-rule/${name}`;
