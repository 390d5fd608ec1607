import { StatesError } from '@safelight/asl/error';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import { type Caller, type Integration, WITH_CALLBACK } from './integration.ts';
import { withMetadata } from './sdk/sdk-metadata.ts';

/**
 * `arn:aws:states:::lambda:invoke`. A `Payload` that is text is sent as it is, any other JSON value as JSON, and none
 * as `{}`. What the function answers comes back as a JSON value; an error of the function's fails the task by its
 * `errorType`.
 */
export const lambda: Integration = {
  service: 'lambda',
  packageName: '@aws-sdk/client-lambda',
  page: 'https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html',
  names: { prefix: 'Lambda', base: 'AWSLambdaException', service: 'AWSLambda' },
  actions: { invoke: WITH_CALLBACK },
  async request(action, call, caller) {
    const parameters = isJsonObject(call.parameters) ? call.parameters : {};
    const sent = await caller.send(action, { ...parameters, Payload: parameters.Payload ?? {} });
    const { Payload, FunctionError, ...rest } = sent.result;
    if (FunctionError !== undefined) throw functionError(Payload);
    const answer: JsonObject = Payload ? { ...rest, Payload: parsed(Payload) } : rest;
    return withMetadata({ ...sent, result: answer });
  },
};

/** A `Resource` that is a function's own ARN: the input is its event, and what it answers is the result. */
export async function invokeFunction(arn: string, call: TaskCall, caller: Caller): Promise<Json> {
  const { result } = await caller.send('invoke', { FunctionName: arn, Payload: JSON.stringify(call.parameters) });
  if (result.FunctionError !== undefined) throw functionError(result.Payload);
  return parsed(result.Payload);
}

/**
 * The error document of a runtime, or of the sandbox around it: `Sandbox.Timedout` when the function ran out of time,
 * `Runtime.ExitError` when its process ended. Without an `errorType` it is `Lambda.Unknown`.
 */
function functionError(payload: Json | undefined): StatesError {
  const text = typeof payload === 'string' ? payload : '';
  const document = parsed(text);
  const errorType = isJsonObject(document) ? document.errorType : undefined;
  if (typeof errorType === 'string' && errorType !== '') return new StatesError(errorType, text);
  return new StatesError(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${text}`,
  );
}

function parsed(payload: Json | undefined): Json {
  if (typeof payload !== 'string' || payload === '') return null;
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
