import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { type CallContext, findOperation, type Operations } from '#gateway/dispatch/operation.ts';

/** Calls operations as the wire does, but from within this process and unauthorized. Throws AwsError. */
export type InProcess = (operation: string, input: JsonObject) => Promise<JsonObject>;

const nobody = (): CallContext => ({ requestId: 'in-process', principal: { kind: 'anonymous' }, endpoint: '' });

export const inProcess =
  (operations: Operations, caller = nobody): InProcess =>
  async (name, input) => {
    const operation = findOperation(operations, name);
    if (!operation) throw new AwsError('UnknownOperationException', `The operation ${name} is not supported here.`);
    const output: unknown = await operation.run(input, caller());
    return isJsonObject(output) ? output : {};
  };
