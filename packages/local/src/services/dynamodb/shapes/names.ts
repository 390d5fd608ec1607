import type { Json } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import { text } from '#services/dynamodb/shapes/scalars.ts';

const NAME = '[a-zA-Z0-9_.-]+';
/** A table's ARN is taken where its name is. */
const NAME_OR_ARN = `(?:arn:[^:]+:dynamodb:[^:]*:\\d{12}:table/)?${NAME}`;

/** A table by name or ARN, where the table must be there. */
export const tableRef = text({ min: 3, max: 1024, pattern: NAME_OR_ARN });

export const indexName = text({ min: 3, max: 255, pattern: NAME });

/** The name of a table that is made or changed. Throws ValidationException. */
export function newName(value: Json | undefined): string {
  if (value === undefined || value === null)
    throw validationError("The parameter 'TableName' is required but was not present in the request");
  const name = typeof value === 'string' && value.startsWith('arn:') ? (value.split(':table/')[1] ?? '') : value;
  if (typeof name === 'string' && (name.length < 3 || name.length > 255))
    throw validationError('TableName must be at least 3 characters long and at most 255 characters long');
  return String(name);
}
