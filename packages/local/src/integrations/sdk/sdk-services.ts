import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Names in `arn:aws:states:::aws-sdk:NAME:action` whose npm package is not simply `@aws-sdk/client-NAME`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
const PACKAGES: Readonly<Record<string, string>> = {
  apigateway: '@aws-sdk/client-api-gateway',
  applicationautoscaling: '@aws-sdk/client-application-auto-scaling',
  autoscaling: '@aws-sdk/client-auto-scaling',
  bedrockruntime: '@aws-sdk/client-bedrock-runtime',
  cloudwatchlogs: '@aws-sdk/client-cloudwatch-logs',
  codebuild: '@aws-sdk/client-codebuild',
  cognitoidentityprovider: '@aws-sdk/client-cognito-identity-provider',
  costexplorer: '@aws-sdk/client-cost-explorer',
  dynamodbstreams: '@aws-sdk/client-dynamodb-streams',
  elasticloadbalancingv2: '@aws-sdk/client-elastic-load-balancing-v2',
  rdsdata: '@aws-sdk/client-rds-data',
  redshiftdata: '@aws-sdk/client-redshift-data',
  resourcegroupstaggingapi: '@aws-sdk/client-resource-groups-tagging-api',
  s3control: '@aws-sdk/client-s3-control',
  secretsmanager: '@aws-sdk/client-secrets-manager',
};

/** AWS refuses these as integrations: use the names that Step Functions knows them by. */
const RENAMED: Readonly<Record<string, string>> = {
  events: 'eventbridge',
  logs: 'cloudwatchlogs',
  states: 'sfn',
  stepfunctions: 'sfn',
};

const require = createRequire(import.meta.url);

export const packageOf = (service: string): string => PACKAGES[service] ?? `@aws-sdk/client-${service}`;

/** `putItem` -> `PutItemCommand`. */
export const commandName = (action: string): string => `${action.charAt(0).toUpperCase()}${action.slice(1)}Command`;

const answered = new Map<string, string | undefined>();

/** Why `aws-sdk:SERVICE:ACTION` cannot be called here; undefined when it can. Loads no client. */
export function refuseSdkAction(service: string, action: string): string | undefined {
  const key = `${service}:${action}`;
  if (!answered.has(key)) answered.set(key, reasonAgainst(service, action));
  return answered.get(key);
}

function reasonAgainst(service: string, action: string): string | undefined {
  const resource = `aws-sdk:${service}:${action}`;
  const renamed = RENAMED[service];
  if (renamed) return `${resource}: Step Functions calls this service ${renamed}: write aws-sdk:${renamed}:${action}`;
  const packageName = packageOf(service);
  const folder = installedFolder(packageName);
  if (!folder) return `${resource}: the client is not installed: npm install ${packageName}`;
  if (!/^[a-z]/.test(action)) return `${resource}: actions are written in camel case`;
  if (!existsSync(join(folder, 'dist-types', 'commands', `${commandName(action)}.d.ts`)))
    return `${resource}: ${packageName} has no such action`;
  return undefined;
}

function installedFolder(packageName: string): string | undefined {
  try {
    return dirname(require.resolve(`${packageName}/package.json`));
  } catch {
    return undefined;
  }
}

/**
 * A name as the AWS SDK for Java 2 writes it in class names, which error names are made of: its words, each capitalized.
 * `DynamoDB` -> `DynamoDb`, `SFN` -> `Sfn`, `CloudWatch Logs` -> `CloudWatchLogs`.
 */
export function javaName(name: string): string {
  return name
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .replace(/(?<=[a-z])(?=[A-Z][A-Za-z0-9])/g, ' ')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([0-9])([a-zA-Z])/g, '$1 $2')
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
}
