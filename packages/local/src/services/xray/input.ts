import type { JsonObject } from '@safelight/asl/json';
import * as z from 'zod';
import { violations } from '#gateway/constraint.ts';
import { others, takingBy } from '#gateway/dispatch/taking.ts';
import { invalidRequest } from '#services/xray/errors.ts';
import { ruleMembers } from '#services/xray/sampling/rule.ts';

/** Seconds since the epoch, as the protocol writes times. */
const time = z.number();
const count = z.number().int().min(0);
const token = z.string().optional();
/** https://docs.aws.amazon.com/xray/latest/api/API_BatchGetTraces.html */
const traceIds = z.array(z.string().min(1).max(35)).min(1).max(5);

const period = { StartTime: time, EndTime: time };
const ruleId = { RuleName: z.string().min(1).max(32).optional(), RuleARN: z.string().optional() };

/** https://docs.aws.amazon.com/xray/latest/api/API_Operations.html */
export const inputs = {
  putSegments: z.strictObject({ TraceSegmentDocuments: z.array(z.string()) }),
  putTelemetry: z.strictObject({
    TelemetryRecords: z.array(z.looseObject({ Timestamp: time })),
    EC2InstanceId: z.string().max(20).optional(),
    Hostname: z.string().max(255).optional(),
    ResourceARN: z.string().max(500).optional(),
  }),
  summaries: z.strictObject({
    ...period,
    TimeRangeType: z.enum(['TraceId', 'Event', 'Service']).default('TraceId'),
    Sampling: z.boolean().optional(),
    SamplingStrategy: z
      .strictObject({ Name: z.enum(['PartialScan', 'FixedRate']), Value: z.number().optional() })
      .optional(),
    FilterExpression: z.string().min(1).max(2000).optional(),
    NextToken: token,
  }),
  traces: z.strictObject({ TraceIds: traceIds, NextToken: token }),
  graph: z.strictObject({ ...period, NextToken: token }).register(others, { refused: ['GroupName', 'GroupARN'] }),
  traceGraph: z.strictObject({ TraceIds: traceIds, NextToken: token }),
  rules: z.strictObject({ NextToken: token }),
  createRule: z
    .strictObject({
      SamplingRule: z.strictObject({ ...ruleMembers, RuleName: z.string().min(1).max(32), Version: z.literal(1) }),
    })
    .register(others, { refused: ['Tags'] }),
  updateRule: z.strictObject({
    SamplingRuleUpdate: z.strictObject({
      ...ruleId,
      ...z.object({ ...ruleMembers, Attributes: z.record(z.string(), z.string()) }).partial().shape,
    }),
  }),
  deleteRule: z.object(ruleId),
  targets: z
    .strictObject({
      SamplingStatisticsDocuments: z
        .array(
          z.strictObject({
            RuleName: z.string().min(1).max(32),
            ClientID: z.string().length(24),
            Timestamp: time,
            RequestCount: count,
            SampledCount: count,
            BorrowCount: count.optional(),
          }),
        )
        .max(25),
    })
    .register(others, { refused: ['SamplingBoostStatisticsDocuments'] }),
};

/** Throws InvalidRequestException naming the first member that is wrong. */
function parse<T>(schema: z.ZodType<T>, input: JsonObject): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [violation] = violations(parsed.error, input);
  if (!violation || violation.isMissing) throw invalidRequest(`Missing required parameter ${violation?.member ?? ''}.`);
  const what = violation.member === '' ? '' : `Value for parameter ${violation.member} is invalid. `;
  throw invalidRequest(`${what}${violation.constraint}.`);
}

export const taking = takingBy(parse);
