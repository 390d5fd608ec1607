import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { SFNClient } from '@aws-sdk/client-sfn';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '@safelight/local/gateway/aws-error';

/** A client of the AWS SDK that answers by itself; failures have AWS's names, as the SDK gives them. */
export function fakeClient<T extends object>(
  answer: (name: string, input: Record<string, unknown>, command: object) => Promise<unknown>,
): Pick<T & { send: unknown }, 'send'> {
  const send = async (command: object) => {
    const input = 'input' in command ? (command.input as Record<string, unknown>) : {};
    try {
      return await answer(command.constructor.name.replace(/Command$/, ''), input, command);
    } catch (error) {
      throw error instanceof AwsError ? Object.assign(new Error(error.message), { name: error.code }) : error;
    }
  };
  return { send } as Pick<T & { send: unknown }, 'send'>;
}

export type Documents = Pick<DynamoDBDocumentClient, 'send'>;
export type States = Pick<SFNClient, 'send'>;

const operations: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
};

/** The document client over anything that runs DynamoDB's operations. */
export function fakeDocuments(run: (operation: string, input: JsonObject) => Promise<JsonObject>): Documents {
  return fakeClient<DynamoDBDocumentClient>(async (command, input) => {
    const operation = operations[command];
    if (!operation) throw new Error(`the documents client does not fake ${command}`);
    const output = await run(operation, withAttributeValues(input));
    return { ...output, ...plain(output, 'Item'), ...plain(output, 'Attributes') };
  }) as Documents;
}

function withAttributeValues(input: Record<string, unknown>): JsonObject {
  const marshalled = ['Key', 'Item', 'ExpressionAttributeValues'].flatMap((member) =>
    member in input ? [[member, marshall(input[member], { removeUndefinedValues: true })] as const] : [],
  );
  return { ...input, ...Object.fromEntries(marshalled) } as JsonObject;
}

const plain = (output: JsonObject, member: string): Record<string, unknown> =>
  member in output ? { [member]: unmarshall(output[member] as unknown as Record<string, AttributeValue>) } : {};
