import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Codec } from '#gateway/dispatch/codec.ts';

/** The body of a request as an object, {} where there is none. Throws the service's own refusal of what is none. */
export function parseJsonBody(body: string, refusal: (message: string) => AwsError): JsonObject {
  try {
    const input: unknown = body === '' ? {} : JSON.parse(body);
    if (isJsonObject(input)) return input;
  } catch {
    // Falls through to the one refusal below.
  }
  throw refusal('The request body is not a JSON object.');
}

export const unknownOperation = (what: string): AwsError =>
  new AwsError('UnknownOperationException', `The operation ${what} is not supported here.`, 404);

/** Answer of an operation: its output as JSON. */
export const answerJson: Codec<JsonObject, object | undefined>['answer'] = (output = {}, request) => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'x-amzn-requestid': request.id },
  body: JSON.stringify(output),
});
