import type { Place } from '@safelight/asl/identity';
import { isJsonObject, type Json } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';

/** A table's name from what an API takes as `TableName`: a name or an ARN. */
export function tableName(value: Json | undefined): string {
  if (typeof value !== 'string' || value === '') {
    throw validationError("The parameter 'TableName' is required but was not present in the request");
  }
  return value.startsWith('arn:') ? (value.split(':table/')[1]?.split('/')[0] ?? value) : value;
}

export const tableArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:dynamodb:${region}:${accountId}:table/${name}`;

/** The members of an object that is in the input under a name; none when it is not there. */
export const members = (value: Json | undefined) => (isJsonObject(value) ? Object.entries(value) : []);

/** The elements of a list that is in the input under a name, those that are objects. */
export const objects = (value: Json | undefined) => (Array.isArray(value) ? value.filter(isJsonObject) : []);
