import { isJsonObject } from '@safelight/asl/json';

/** Subject of an execution: the key of an object, from an event of S3, or the id of an order; undefined where its input names neither. */
export function subjectOf(input: string | undefined): string | undefined {
  const value: unknown = JSON.parse(input ?? 'null');
  if (!isJsonObject(value)) return undefined;
  if (typeof value.orderId === 'string') return value.orderId;
  const object = isJsonObject(value.detail) ? value.detail.object : undefined;
  return isJsonObject(object) && typeof object.key === 'string' ? object.key : undefined;
}
