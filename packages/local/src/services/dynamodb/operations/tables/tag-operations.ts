import type { Json, JsonObject } from '@safelight/asl/json';
import type { Engine } from '#services/dynamodb/engine.ts';
import { resourceNotFound, validationError } from '#services/dynamodb/errors.ts';
import type { Operations } from '#services/dynamodb/operations/operation.ts';
import { tag } from '#services/dynamodb/operations/tables/parameters.ts';
import { addTags } from '#services/dynamodb/operations/tables/tag-rules.ts';
import type { Table } from '#services/dynamodb/schema/table.ts';
import { list, structure } from '#services/dynamodb/shapes/collections.ts';
import { readInput } from '#services/dynamodb/shapes/read-input.ts';
import { text } from '#services/dynamodb/shapes/scalars.ts';
import { required } from '#services/dynamodb/shapes/shape.ts';

export const tagParameters = structure({ ResourceArn: text(), Tags: required(list(tag)) });
export const untagParameters = structure({ ResourceArn: text(), TagKeys: required(list(text({ min: 1, max: 128 }))) });
export const listTagsParameters = structure({ ResourceArn: text(), NextToken: text() });

/** The operations on a table's tags. */
export const tagOperations = (engine: Engine): Operations => ({
  TagResource(input) {
    const arn = tableArnOf(input.ResourceArn);
    const { Tags: tags } = readInput(tagParameters, input);
    if (tags.length === 0) throw validationError('Atleast one Tag needs to be provided as Input.');
    const table = taggedTable(engine, arn, `Requested resource not found: ResourcArn: ${arn} not found`);
    engine.tables.save({ ...table, tags: addTags(table.tags, tags) });
    return {};
  },
  UntagResource(input) {
    const arn = tableArnOf(input.ResourceArn);
    const { TagKeys: keys } = readInput(untagParameters, input);
    if (keys.length === 0) throw validationError('Atleast one Tag Key needs to be provided as Input.');
    const table = taggedTable(engine, arn, 'Requested resource not found');
    const left = Object.entries(table.tags).filter(([key]) => !keys.includes(key));
    engine.tables.save({ ...table, tags: Object.fromEntries(left) });
    return {};
  },
  ListTagsOfResource(input): JsonObject {
    const arn = tableArnOf(input.ResourceArn);
    readInput(listTagsParameters, input);
    // A table has fifty tags at most, which one answer holds: no token was ever given out.
    if (input.NextToken !== undefined) throw validationError('Invalid NextToken');
    const table = taggedTable(engine, arn, `Requested resource not found: ResourcArn: ${arn} not found`);
    return { Tags: Object.entries(table.tags).map(([Key, Value]) => ({ Key, Value })) };
  },
});

/** Throws ValidationException. */
function tableArnOf(value: Json | undefined): string {
  if (value === undefined || value === null) throw validationError('Invalid TableArn');
  const arn = String(value);
  if (!/^arn:aws:dynamodb:[^:]+:\d+:table\/[^/]{3,}$/.test(arn))
    throw validationError(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  return arn;
}

function taggedTable({ tables }: Engine, arn: string, message: string): Table {
  const table = tables.all().find((one) => one.arn === arn && one.status !== 'DELETING');
  if (!table) throw resourceNotFound(message);
  return table;
}
