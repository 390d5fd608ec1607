import type { JsonObject } from '@safelight/asl/json';

/** An operation of the DynamoDB or the DynamoDB Streams API. Throws AwsError. */
export type Operation = (input: JsonObject) => JsonObject | Promise<JsonObject>;

export type Operations = Readonly<Record<string, Operation>>;
