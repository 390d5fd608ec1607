import type { Json } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import { normalNumber } from '#services/dynamodb/values/numbers.ts';
import { binary, listOf, text } from '#services/dynamodb/values/wire.ts';

/** Sets are not empty and have no duplicates; AWS says so in three ways. */
export function parseStringSet(json: Json): readonly string[] {
  const members = nonEmpty(listOf(json), 'An string set  may not be empty').map((member) => {
    if (member === null) throw invalid('An string set may not have a null string as a member');
    return text(member);
  });
  if (hasDuplicates(members)) throw invalid(`Input collection [${members.join(', ')}] contains duplicates.`);
  return members;
}

export function parseNumberSet(json: Json): readonly string[] {
  const members = nonEmpty(listOf(json), 'An number set  may not be empty').map((member) => normalNumber(text(member)));
  if (hasDuplicates(members)) throw validationError('Input collection contains duplicates');
  return members;
}

export function parseBinarySet(json: Json): readonly string[] {
  const members = nonEmpty(listOf(json), 'Binary sets should not be empty').map(binary);
  if (hasDuplicates(members)) throw invalid(`Input collection [${members.join(', ')}]of type BS contains duplicates.`);
  return members;
}

const invalid = (reason: string) => validationError(`One or more parameter values were invalid: ${reason}`);

function nonEmpty<T>(members: readonly T[], reason: string): readonly T[] {
  if (members.length === 0) throw invalid(reason);
  return members;
}

const hasDuplicates = (members: readonly string[]) => new Set(members).size !== members.length;
