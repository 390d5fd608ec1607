import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

/** AWS's refusal of JSON that is not of the operation's shape, before anything of it is looked at. */
export const serializationError = (message: string): AwsError => new AwsError('SerializationException', message);

export function text(json: Json): string {
  if (typeof json === 'string') return json;
  throw wrongScalar(json, 'String');
}

export function boolean(json: Json): boolean {
  if (typeof json === 'boolean') return json;
  if (typeof json !== 'string') throw wrongScalar(json, 'Boolean');
  const word = json.toUpperCase();
  if (['TRUE', '1', 'YES'].includes(word)) return true;
  if (['FALSE', '0', 'NO'].includes(word)) return false;
  throw serializationError('Unexpected token received from parser');
}

/** Base64 in its one canonical form. */
export function binary(json: Json): string {
  if (typeof json === 'boolean' || typeof json === 'number')
    throw serializationError('only base-64-encoded strings are convertible to bytes');
  if (typeof json !== 'string') throw wrongStructure(json, 'java.nio.ByteBuffer');
  if (json.length % 4 !== 0)
    throw serializationError(`Base64 encoded length is expected a multiple of 4 bytes but found: ${json.length}`);
  if (Buffer.from(json, 'base64').toString('base64') !== json)
    throw serializationError('Invalid last non-pad Base64 character dectected');
  return json;
}

export function listOf(json: Json): readonly Json[] {
  if (Array.isArray(json)) return json;
  throw serializationError(
    isJsonObject(json) ? 'Start of structure or map found where not expected' : 'Unexpected field type',
  );
}

export function mapOf(json: Json): JsonObject {
  if (isJsonObject(json)) return json;
  throw serializationError(
    Array.isArray(json)
      ? 'Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>'
      : 'Unexpected field type',
  );
}

function wrongScalar(json: Json, wanted: string): AwsError {
  if (typeof json === 'boolean')
    return serializationError(`${json ? 'TRUE_VALUE' : 'FALSE_VALUE'} cannot be converted to ${wanted}`);
  if (typeof json === 'number')
    return serializationError(`${json % 1 === 0 ? 'NUMBER_VALUE' : 'DECIMAL_VALUE'} cannot be converted to ${wanted}`);
  return wrongStructure(json, `java.lang.${wanted}`);
}

const wrongStructure = (json: Json, wanted: string): AwsError =>
  serializationError(
    Array.isArray(json)
      ? `Unrecognized collection type class ${wanted}`
      : 'Start of structure or map found where not expected',
  );
