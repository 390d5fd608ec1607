import { createHash } from 'node:crypto';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import type { Select } from '#services/dynamodb/partiql/syntax/statement.ts';

/** Where the next page begins: in which of the partitions that a statement names, and behind which key. */
export interface Whereabouts {
  readonly partition: number;
  readonly key?: JsonObject;
}

const invalid = () => validationError('Invalid NextToken');

/** Reads NextToken, which belongs to one statement with its parameters. Throws ValidationException. */
export function readToken({ NextToken: token }: JsonObject, select: Select): Whereabouts {
  if (token === undefined || token === null) return { partition: 0 };
  const { partition, key, of } = parsed(String(token));
  if (typeof partition !== 'number' || !Number.isInteger(partition) || partition < 0) throw invalid();
  if (of !== digest(select)) throw validationError('NextToken does not match request');
  return { partition, ...(isJsonObject(key) && { key }) };
}

function parsed(token: string): JsonObject {
  try {
    const json: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    if (isJsonObject(json)) return json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalid();
}

export const nextToken = (at: Whereabouts, select: Select): string =>
  Buffer.from(JSON.stringify({ ...at, of: digest(select) })).toString('base64');

const digest = (select: Select) => createHash('sha256').update(JSON.stringify(select)).digest('base64').slice(0, 22);
