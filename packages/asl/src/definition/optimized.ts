import type { TaskPattern } from '#asl/ports.ts';

/**
 * The optimized integrations that AWS offers, with the patterns of each.
 * https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
 */
interface OptimizedService {
  readonly patterns: readonly TaskPattern[];
  /** The actions, with the parameters that each needs (one of several, where it is a list); any action where absent. */
  readonly actions?: Readonly<Record<string, readonly RequiredParameter[]>>;
}

export type RequiredParameter = string | readonly string[];

/** `InvocationConfig` is recommended. https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html */
const CONNECTION = ['Authentication', 'InvocationConfig'] as const;

const answer: readonly TaskPattern[] = ['requestResponse'];
const callback: readonly TaskPattern[] = [...answer, 'waitForTaskToken'];
const job: readonly TaskPattern[] = [...answer, 'sync'];
const all: readonly TaskPattern[] = [...callback, 'sync'];

export const OPTIMIZED_SERVICES: Readonly<Record<string, OptimizedService>> = {
  apigateway: { patterns: callback, actions: { invoke: ['ApiEndpoint', 'Method'] } },
  athena: { patterns: job },
  batch: { patterns: job },
  bedrock: { patterns: all },
  'bedrock-agentcore': { patterns: answer },
  codebuild: { patterns: job },
  databrew: { patterns: job },
  dynamodb: {
    patterns: answer,
    actions: {
      getItem: ['TableName', 'Key'],
      putItem: ['TableName', 'Item'],
      updateItem: ['TableName', 'Key'],
      deleteItem: ['TableName', 'Key'],
    },
  },
  ecs: { patterns: all, actions: { runTask: ['TaskDefinition'] } },
  eks: { patterns: all },
  elasticmapreduce: { patterns: job },
  'emr-containers': { patterns: job },
  'emr-serverless': { patterns: job },
  events: { patterns: callback, actions: { putEvents: ['Entries'] } },
  glue: { patterns: job, actions: { startJobRun: ['JobName'] } },
  http: { patterns: answer, actions: { invoke: ['ApiEndpoint', 'Method', CONNECTION] } },
  lambda: { patterns: callback, actions: { invoke: ['FunctionName'] } },
  mediaconvert: { patterns: job },
  sagemaker: { patterns: job },
  sns: { patterns: callback, actions: { publish: ['Message'] } },
  sqs: { patterns: callback, actions: { sendMessage: ['QueueUrl', 'MessageBody'] } },
  states: { patterns: [...all, 'sync:2'], actions: { startExecution: ['StateMachineArn'] } },
};
