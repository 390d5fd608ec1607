import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { JsonOperation } from '#gateway/json-service.ts';

/** Calls operations as the wire does, but from within this process and unauthorized. Throws AwsError. */
export type InProcess = (operation: string, input: JsonObject) => Promise<JsonObject>;

const context = { requestId: 'in-process', principal: { kind: 'anonymous' }, endpoint: '' } as const;

export const inProcess =
  (operations: Readonly<Record<string, JsonOperation>>): InProcess =>
  async (name, input) => {
    const operation = Object.hasOwn(operations, name) ? operations[name] : undefined;
    if (!operation) throw new AwsError('UnknownOperationException', `The operation ${name} is not supported here.`);
    const output: unknown = await operation.run(input, context);
    return isJsonObject(output) ? output : {};
  };
