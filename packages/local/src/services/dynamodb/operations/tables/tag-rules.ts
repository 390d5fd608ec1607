import { validationError } from '#services/dynamodb/errors.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Tagging.html#Tagging.Restrictions */
const MOST_TAGS = 50;

/** A table's tags with more of them. Throws ValidationException. */
export function addTags(
  tags: Readonly<Record<string, string>>,
  more: readonly Tag[],
): Readonly<Record<string, string>> {
  const keys = more.map(({ Key }) => Key);
  if (new Set(keys).size < keys.length)
    throw validationError('One or more parameter values were invalid: Duplicate tag keys');
  const reserved = keys.find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved !== undefined)
    throw validationError(`One or more parameter values were invalid: Tag keys cannot begin with aws: ${reserved}`);
  const all = Object.fromEntries([...Object.entries(tags), ...more.map(({ Key, Value }) => [Key, Value] as const)]);
  if (Object.keys(all).length > MOST_TAGS)
    throw validationError(`One or more parameter values were invalid: A table has at most ${MOST_TAGS} tags`);
  return all;
}
