import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { Access } from '#gateway/service.ts';
import { readStatement } from '#services/dynamodb/partiql/run/execute.ts';
import { equalValues } from '#services/dynamodb/partiql/run/partitions.ts';
import { objects } from '#services/dynamodb/partiql/run/ports.ts';
import type { Statement } from '#services/dynamodb/partiql/syntax/statement.ts';
import { type AttributeValue, attributeOf, isScalar } from '#services/dynamodb/values/attribute-value.ts';

interface StatementAccessDeps {
  /** ARN of a table. */
  arnOf(table: string): string;
  partitionKey(table: string): Promise<string | undefined>;
}

const STATEMENTS = ['ExecuteStatement', 'BatchExecuteStatement', 'ExecuteTransaction'];

export const isStatements = (operation: string): boolean => STATEMENTS.includes(operation);

const ACTIONS = {
  SELECT: 'PartiQLSelect',
  EXISTS: 'PartiQLSelect',
  INSERT: 'PartiQLInsert',
  UPDATE: 'PartiQLUpdate',
  DELETE: 'PartiQLDelete',
} as const;

/**
 * What the statements of a request need to be allowed to do. One that cannot be read needs nothing: it is refused anyway.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
 */
export async function statementAccess(input: JsonObject, deps: StatementAccessDeps): Promise<readonly Access[]> {
  const requests = [...objects(input.Statements), ...objects(input.TransactStatements)];
  const statements = (requests.length > 0 ? requests : [input]).flatMap((request) => readable(request) ?? []);
  return Promise.all(statements.map((statement) => accessTo(statement, deps)));
}

function readable(request: JsonObject): Statement | undefined {
  try {
    return readStatement(request);
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

async function accessTo(statement: Statement, { arnOf, partitionKey }: StatementAccessDeps): Promise<Access> {
  const index = statement.kind === 'SELECT' && statement.index !== undefined ? `/index/${statement.index}` : '';
  const access = { action: `dynamodb:${ACTIONS[statement.kind]}`, resource: arnOf(statement.table) + index };
  const name = index === '' ? await partitionKey(statement.table) : undefined;
  const keys = (name === undefined ? [] : leadingValues(statement, name)).map(written);
  return keys.length > 0 ? { ...access, context: { 'dynamodb:LeadingKeys': [...new Set(keys)] } } : access;
}

function leadingValues(statement: Statement, name: string): readonly AttributeValue[] {
  if (statement.kind !== 'INSERT') return equalValues(statement.where, name) ?? [];
  const value = attributeOf(statement.item, name);
  return value ? [value] : [];
}

function written(value: AttributeValue): string {
  if (!isScalar(value)) return '';
  if ('S' in value) return value.S;
  return 'N' in value ? value.N : value.B;
}
