import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html */
export const invalid = (message: string) => new AwsError('ValidationError', message);

export const notImplemented = (message: string) => new AwsError('NotImplemented', message, 501);

const failed = (value: unknown, name: string, constraint: string) =>
  invalid(
    `1 validation error detected: Value '${value}' at '${camel(name)}' failed to satisfy constraint: Member must ${constraint}`,
  );

const camel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** A member that must be there. */
export function text(input: JsonObject, name: string): string {
  const value = input[name];
  if (typeof value === 'string' && value !== '') return value;
  throw invalid(
    `1 validation error detected: Value at '${camel(name)}' failed to satisfy constraint: Member must not be null`,
  );
}

export const optional = (input: JsonObject, name: string): string | undefined =>
  typeof input[name] === 'string' ? input[name] : undefined;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names */
export function entityName(input: JsonObject, name: string, longest: number): string {
  const value = text(input, name);
  if (!/^[\w+=,.@-]+$/.test(value)) {
    throw invalid(
      `The specified value for ${camel(name)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  if (value.length > longest) throw failed(value, name, `have length less than or equal to ${longest}`);
  return value;
}

export function path(input: JsonObject): string {
  const value = optional(input, 'Path') ?? '/';
  if (/^\/([\x21-\x7e]+\/)?$/.test(value) && value.length <= 512) return value;
  throw invalid(
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  );
}

/** Of sessions, in seconds. */
export function maxSessionSeconds(input: JsonObject): number | undefined {
  if (input.MaxSessionDuration === undefined) return undefined;
  const seconds = Number(input.MaxSessionDuration);
  if (!(seconds >= 3_600))
    throw failed(input.MaxSessionDuration, 'MaxSessionDuration', 'have value greater than or equal to 3600');
  if (seconds > 43_200)
    throw failed(input.MaxSessionDuration, 'MaxSessionDuration', 'have value less than or equal to 43200');
  return seconds;
}

const MOST_TAGS = 50;

/** As a record; throws for what IAM takes no tags of. */
export function tags(input: JsonObject): Readonly<Record<string, string>> {
  const list = Array.isArray(input.Tags) ? input.Tags : [];
  const pairs = list.map((tag) =>
    typeof tag === 'object' && tag !== null && !Array.isArray(tag)
      ? ([String(tag.Key ?? ''), String(tag.Value ?? '')] as const)
      : (['', ''] as const),
  );
  const wrong = pairs.find(([key, value]) => !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) || value.length > 256);
  if (wrong) throw invalid(`The tag ${wrong[0]} is not valid.`);
  const keys = pairs.map(([key]) => key.toLowerCase());
  if (new Set(keys).size < keys.length)
    throw new AwsError('InvalidInput', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  if (pairs.length > MOST_TAGS)
    throw new AwsError('LimitExceeded', `The number of tags has reached the maximum limit of ${MOST_TAGS}.`, 409);
  return Object.fromEntries(pairs);
}

/** The path of a managed policy. */
export const pathOf = (policyArn: string) =>
  policyArn.slice(policyArn.indexOf(':policy') + ':policy'.length, policyArn.lastIndexOf('/') + 1);

/** Whether a managed policy's path begins as a list is asked for. */
export function below(input: JsonObject): (policyArn: string) => boolean {
  const prefix = optional(input, 'PathPrefix') ?? '/';
  return (arn) => pathOf(arn).startsWith(prefix);
}

const MOST_ITEMS = 1_000;
const USUAL_ITEMS = 100;

/** One page of a list, with AWS's marker for the next. `idOf` orders and names the items. */
export function page<Item>(input: JsonObject, items: readonly Item[], idOf: (item: Item) => string) {
  const most = Number(input.MaxItems ?? USUAL_ITEMS);
  if (!Number.isInteger(most) || most < 1)
    throw failed(input.MaxItems, 'MaxItems', 'have value greater than or equal to 1');
  if (most > MOST_ITEMS) throw failed(input.MaxItems, 'MaxItems', `have value less than or equal to ${MOST_ITEMS}`);
  const sorted = items.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  const from =
    input.Marker === undefined ? 0 : sorted.findIndex((item) => idOf(item) > fromMarker(String(input.Marker)));
  const shown = from < 0 ? [] : sorted.slice(from, from + most);
  const last = shown.at(-1);
  const isTruncated = last !== undefined && from + most < sorted.length;
  return { shown, answer: { IsTruncated: isTruncated, ...(isTruncated && { Marker: toMarker(idOf(last)) }) } };
}

const toMarker = (id: string) => Buffer.from(`after ${id}`).toString('base64url');

function fromMarker(marker: string): string {
  const plain = Buffer.from(marker, 'base64url').toString();
  if (!plain.startsWith('after ') || toMarker(plain.slice(6)) !== marker) throw invalid(`Invalid Marker: ${marker}`);
  return plain.slice(6);
}
