import { StatesError } from '@safelight/asl/error';
import { isJsonObject, type Json } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import { stateMachineArnOf } from './execution-arn.ts';
import { type Integration, WITH_CALLBACK } from './integration.ts';

/**
 * A `Detail` may be a JSON object. The execution and its state machine are added to each entry's `Resources`.
 * `PutEvents` can succeed with failed entries: the task then fails with `EventBridge.FailedEntry`.
 */
export const eventbridge: Integration = {
  service: 'events',
  packageName: '@aws-sdk/client-eventbridge',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html',
  names: { prefix: 'EventBridge', base: 'AmazonEventBridgeException', service: 'AmazonEventBridge' },
  actions: { putEvents: WITH_CALLBACK },
  async request(action, call, caller) {
    const { result } = await caller.send(action, withResources(call));
    if (result.FailedEntryCount !== 0) throw new StatesError('EventBridge.FailedEntry', JSON.stringify(result));
    return result;
  },
};

function withResources({ parameters, executionArn }: TaskCall): Json {
  if (!isJsonObject(parameters) || !Array.isArray(parameters.Entries)) return parameters;
  const added = [executionArn, stateMachineArnOf(executionArn)];
  const entries: readonly Json[] = parameters.Entries;
  return {
    ...parameters,
    Entries: entries.map((entry) => (isJsonObject(entry) ? appendResources(entry, added) : entry)),
  };
}

function appendResources(entry: { readonly [key: string]: Json }, added: readonly string[]): Json {
  const given = Array.isArray(entry.Resources) ? entry.Resources : [];
  return { ...entry, Resources: [...given, ...added] };
}
