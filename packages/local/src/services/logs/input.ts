import type { Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { invalidParameter } from '#services/logs/errors.ts';

export const text = (input: JsonObject, member: string): string => {
  const value = optionalText(input, member);
  if (value === undefined) throw invalidParameter(`The member ${member} is missing.`);
  return value;
};

export function optionalText(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalidParameter(`The member ${member} must be text.`);
  return value;
}

/** Throws InvalidParameterException for any value but the one that is done here. */
export function refuseOther(input: JsonObject, member: string, only: string): void {
  const value = optionalText(input, member) ?? only;
  if (value !== only) throw invalidParameter(`The ${member} ${value} is not supported here, ${only} alone.`);
}

const LONGEST_NAME = 512;

/** A name that something new is to have. */
export function newName(input: JsonObject, member: 'logGroupName' | 'logStreamName', pattern: RegExp): string {
  const name = text(input, member);
  if (pattern.test(name) && name.length >= 1 && name.length <= LONGEST_NAME) return name;
  const wanted = `1 to ${LONGEST_NAME} characters that satisfy the regular expression pattern ${pattern.source}`;
  throw invalidParameter(
    `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must have ${wanted}`,
  );
}

export function optionalNumber(input: JsonObject, member: string): number | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number') throw invalidParameter(`The member ${member} must be a number.`);
  return value;
}

/** The group's name, given as such or as an ARN with or without `:*`. */
export function groupName(input: JsonObject): string {
  const given = optionalText(input, 'logGroupName') ?? text(input, 'logGroupIdentifier');
  return given.startsWith('arn:') ? given.split(':').slice(6).join(':').replace(/:\*$/, '') : given;
}

export const groupArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:logs:${region}:${accountId}:log-group:${name}`;

/** The times that are asked for, in milliseconds since the epoch: `startTime` counts in, `endTime` does not. */
export const within = (input: JsonObject) => ({
  start: optionalNumber(input, 'startTime') ?? 0,
  end: optionalNumber(input, 'endTime') ?? Number.MAX_SAFE_INTEGER - 1,
});
