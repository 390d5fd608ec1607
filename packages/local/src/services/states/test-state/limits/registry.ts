import { cloudformation } from './cloudformation.ts';
import { cloudwatch } from './cloudwatch.ts';
import { cloudwatchLogs } from './cloudwatch-logs.ts';
import { dynamodb } from './dynamodb.ts';
import { eventbridge } from './eventbridge.ts';
import { lambda } from './lambda.ts';
import { type Limits, parseLimits } from './parse.ts';
import { s3 } from './s3.ts';
import { sfn } from './sfn.ts';
import { sns } from './sns.ts';
import { sts } from './sts.ts';

const TEXTS: Readonly<Record<string, string>> = {
  '@aws-sdk/client-cloudformation': cloudformation,
  '@aws-sdk/client-cloudwatch': cloudwatch,
  '@aws-sdk/client-cloudwatch-logs': cloudwatchLogs,
  '@aws-sdk/client-dynamodb': dynamodb,
  '@aws-sdk/client-eventbridge': eventbridge,
  '@aws-sdk/client-lambda': lambda,
  '@aws-sdk/client-s3': s3,
  '@aws-sdk/client-sfn': sfn,
  '@aws-sdk/client-sns': sns,
  '@aws-sdk/client-sts': sts,
};

const parsed = new Map<string, Limits>();

/** What the service's model says of the values in its answers, which its client leaves out. */
export function limitsOf(packageName: string): Limits {
  const known = parsed.get(packageName) ?? parseLimits(TEXTS[packageName] ?? '');
  parsed.set(packageName, known);
  return known;
}
