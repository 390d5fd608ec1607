import { validationError } from '#services/dynamodb/errors.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import { readCondition } from '#services/dynamodb/partiql/syntax/conditions.ts';
import { readPath } from '#services/dynamodb/partiql/syntax/paths.ts';
import type { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';
import type { Ordering, Select } from '#services/dynamodb/partiql/syntax/statement.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.select.html */
export function readSelect(reader: Reader): Select {
  reader.expectWord('SELECT');
  if (reader.isWord('DISTINCT')) throw validationError('Unsupported token in expression: DISTINCT');
  const paths = reader.takeSign('*') ? undefined : readPaths(reader);
  reader.expectWord('FROM');
  const table = reader.name();
  const index = reader.takeSign('.') ? reader.name() : undefined;
  if (reader.isSign(',')) throw validationError('Only select from a single table or index is supported.');
  refuseAlias(reader);
  const where = reader.takeWord('WHERE') ? readCondition(reader) : undefined;
  const order = readOrder(reader);
  if (order.length > 0 && where === undefined)
    throw validationError('Must have WHERE clause in the statement when using ORDER BY clause.');
  refuseClauses(reader);
  return {
    kind: 'SELECT',
    table,
    ...(index !== undefined && { index }),
    ...(paths && { paths }),
    ...(where && { where }),
    order,
  };
}

function readPaths(reader: Reader): readonly Path[] {
  const paths: Path[] = [];
  do {
    const { at } = reader.peek();
    if (['text', 'number'].includes(reader.peek().kind) || reader.isSign('(', 1))
      throw validationError(`Unexpected path component at ${at}`);
    paths.push(readPath(reader));
    refuseAlias(reader);
  } while (reader.takeSign(','));
  const names = paths.map(nameOf);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw validationError(`Duplicate identifiers in select clause: ${twice}`);
  return paths;
}

/** Name of a path's value in the answer: its last name, with the list indexes behind it. */
export function nameOf(path: Path): string {
  const last = path.findLastIndex((step) => typeof step === 'string');
  const [name, ...indexes] = path.slice(last);
  return [String(name), ...indexes.map((index) => `[${index}]`)].join('');
}

function refuseAlias(reader: Reader): void {
  if (reader.isWord('AS') || reader.isName()) throw validationError('Aliasing is not supported');
}

function readOrder(reader: Reader): readonly Ordering[] {
  if (!reader.takeWord('ORDER')) return [];
  reader.expectWord('BY');
  const order: Ordering[] = [];
  do {
    const attribute = reader.name();
    const descending = reader.takeWord('DESC');
    if (!descending) reader.takeWord('ASC');
    order.push({ attribute, ascending: !descending });
  } while (reader.takeSign(','));
  return order;
}

function refuseClauses(reader: Reader): void {
  for (const clause of ['LIMIT', 'OFFSET', 'HAVING'])
    if (reader.isWord(clause)) throw validationError(`Unsupported clause: ${clause} at ${reader.peek().at}`);
  if (reader.isWord('GROUP')) throw validationError('Unsupported clause: GROUP BY');
}
