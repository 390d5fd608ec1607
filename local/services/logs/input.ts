import type { Place } from '#local/identity.ts';
import type { JsonObject } from '#local/json.ts';
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
