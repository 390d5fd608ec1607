import type { JsonObject } from '@safelight/asl/json';
import type { Random } from '../random.ts';
import { type Probe, single } from '../side.ts';
import { DOUBLE, SINGLE } from '../tables.ts';

const LITERALS = [
  "'a'",
  "'text'",
  '5',
  '5.0',
  '-1',
  'true',
  'null',
  "['a', 5]",
  "{'x': 1}",
  "<<'a', 'text'>>",
  '<<1, 5>>',
];
const PATHS = ['n', 's', 't', 'nul', 'l', 'm', 'ss', 'ns', 'zz', 'l[0]', 'm.x', 'm.y.z', '"n"'];

function asked(random: Random): string {
  const path = random.pick(PATHS);
  return random.pick([
    () => `${path} ${random.pick(['=', '<>', '<', '<=', '>', '>='])} ${random.pick(LITERALS)}`,
    () => `${path} IS ${random.pick(['MISSING', 'NOT MISSING', 'NULL', 'NOT NULL'])}`,
    () => `${path} IN (${random.some(3, () => random.pick(LITERALS)).join(', ')})`,
    () => `${path} BETWEEN ${random.pick(LITERALS)} AND ${random.pick(LITERALS)}`,
    () => `begins_with(${path}, ${random.pick(LITERALS)})`,
    () => `contains(${path}, ${random.pick(LITERALS)})`,
    () => `attribute_type(${path}, '${random.pick(['S', 'N', 'M', 'NULL'])}')`,
    () => `NOT ${path} = ${random.pick(LITERALS)}`,
    () => `(${path} = ${random.pick(LITERALS)} OR size(${path}) > 1)`,
  ])();
}

const also = (random: Random) => (random.chance(0.5) ? ` AND ${asked(random)}` : '');

function statement(random: Random): string {
  const id = random.pick(['a', 'b', 'c', 'new']);
  const where = `WHERE id = '${id}'${also(random)}`;
  switch (random.below(6)) {
    case 0:
      return `INSERT INTO ${SINGLE} VALUE {'id': '${id}', 'n': ${random.pick(LITERALS)}, 'm': {'a': ${random.pick(LITERALS)}}}`;
    case 1:
      return `DELETE FROM "${SINGLE}" ${where}${random.chance(0.4) ? ' RETURNING ALL OLD *' : ''}`;
    case 2:
      return `UPDATE "${SINGLE}" ${changes(random)} ${where}${random.pick(['', ' RETURNING ALL NEW *', ' RETURNING ALL OLD *'])}`;
    case 3:
      return `SELECT ${random.pick(['*', 'n', 'n, m.x', 'l[0], s'])} FROM ${SINGLE} ${where}`;
    case 4:
      return `SELECT id, n FROM "${DOUBLE}" WHERE id = 'p' AND "at" ${random.pick(['>', '<=', '='])} ${random.below(9)}${also(random)}`;
    default:
      return `SELECT "at" FROM "${DOUBLE}" WHERE id IN ['p', 'zz']${also(random)}`;
  }
}

const changes = (random: Random): string =>
  random
    .some(2, () =>
      random.pick([
        `SET n = n ${random.pick(['+', '-'])} 1`,
        `SET s = ${random.pick(LITERALS)}`,
        "SET l = list_append(l, ['z'])",
        "SET ss = set_add(ss, <<'z'>>)",
        "SET ss = set_delete(ss, <<'a'>>)",
        `SET zz = if_not_exists(${random.pick(['zz', 'n', 'm.x'])}, 7)`,
        'REMOVE t',
        'REMOVE l[0]',
        'SET m.x = 2',
      ]),
    )
    .join(' ');

export const executeStatement = (random: Random): Probe => single('ExecuteStatement', { Statement: statement(random) });

export function batchStatements(random: Random): Probe {
  const Statements = random.some(3, (): JsonObject => {
    const key = `id = '${random.pick(['a', 'b', 'c', 'zz'])}'`;
    return {
      Statement: `SELECT ${random.pick(['*', 'n', 'm.x'])} FROM ${SINGLE} WHERE ${key}${random.chance(0.1) ? also(random) : ''}`,
    };
  });
  return random.chance(0.5)
    ? single('BatchExecuteStatement', { Statements })
    : single('ExecuteTransaction', { TransactStatements: Statements });
}
