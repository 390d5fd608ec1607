import { parsePolicy } from '#services/iam/parse-policy.ts';
import type { PolicyDocument } from '#services/iam/policy-document.ts';

const allow = (...Action: readonly string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

/** Policies that AWS keeps and that templates attach by name; any other is refused by name. */
const DOCUMENTS: Readonly<Record<string, unknown>> = {
  AdministratorAccess: allow('*'),
  'service-role/AWSLambdaBasicExecutionRole': allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'),
  AWSXRayDaemonWriteAccess: allow(
    'xray:PutTraceSegments',
    'xray:PutTelemetryRecords',
    'xray:GetSamplingRules',
    'xray:GetSamplingTargets',
    'xray:GetSamplingStatisticSummaries',
  ),
};

const PREFIX = 'arn:aws:iam::aws:policy/';

export const AWS_MANAGED: readonly string[] = Object.keys(DOCUMENTS).map((name) => `${PREFIX}${name}`);

export function awsManagedPolicy(arn: string): PolicyDocument | undefined {
  const document = arn.startsWith(PREFIX) ? DOCUMENTS[arn.slice(PREFIX.length)] : undefined;
  return document === undefined ? undefined : parsePolicy(arn, { of: 'managed' }, document);
}
