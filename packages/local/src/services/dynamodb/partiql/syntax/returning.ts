import { validationError } from '#services/dynamodb/errors.ts';
import type { Reader } from '#services/dynamodb/partiql/syntax/reader.ts';
import type { Returning } from '#services/dynamodb/partiql/syntax/statement.ts';

const RETURNING = {
  'ALL OLD': 'ALL_OLD',
  'ALL NEW': 'ALL_NEW',
  'MODIFIED OLD': 'UPDATED_OLD',
  'MODIFIED NEW': 'UPDATED_NEW',
} as const;

/** `RETURNING (ALL | MODIFIED) (OLD | NEW) *`; a DELETE has only what was there. */
export function readReturning(reader: Reader, kind: 'UPDATE' | 'DELETE'): { readonly returning?: Returning } {
  if (!reader.takeWord('RETURNING')) return {};
  const what = oneOf(reader, ['ALL', 'MODIFIED']);
  const when = oneOf(reader, ['OLD', 'NEW']);
  if (!reader.takeSign('*'))
    throw validationError("Expected '*' after ( MODIFIED | ALL ) ( NEW | OLD ) in RETURNING clause");
  if (reader.isSign(',')) throw validationError('Invalid syntax with multiple returning elements in RETURNING clause');
  if (kind === 'DELETE' && `${what} ${when}` !== 'ALL OLD')
    throw validationError(
      `Invalid returning clause: RETURNING ${what} ${when} *. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
    );
  return { returning: RETURNING[`${what} ${when}`] };
}

function oneOf<Word extends string>(reader: Reader, words: readonly Word[]): Word {
  const found = words.find((word) => reader.takeWord(word));
  if (found === undefined) throw reader.malformed();
  return found;
}
