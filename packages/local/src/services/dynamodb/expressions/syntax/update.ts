import type { ActionSyntax, AssignedSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';
import { readOperand, readPath, readValue } from '#services/dynamodb/expressions/syntax/operands.ts';
import { Reader } from '#services/dynamodb/expressions/syntax/reader.ts';

const MOST_OPERATORS = 300;
const SECTIONS = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;
type Section = (typeof SECTIONS)[number];

/** Parses an update expression: its actions in the order of the text. Throws ExpressionError. */
export function parseUpdate(text: string): readonly ActionSyntax[] {
  const reader = new Reader(text);
  const actions: ActionSyntax[] = [];
  const seen = new Set<Section>();
  do {
    const section = sectionAt(reader);
    if (seen.has(section)) reader.fault(`The "${section}" section can only be used once in an update expression;`);
    seen.add(section);
    do actions.push(readAction(reader, section));
    while (reader.takeSign(','));
  } while (reader.peek().kind !== 'end');
  if (reader.operators > MOST_OPERATORS)
    reader.fault(`The expression contains too many operators; operator count: ${MOST_OPERATORS + 1}`);
  reader.expectEnd();
  return actions;
}

function sectionAt(reader: Reader): Section {
  const section = SECTIONS.find((word) => word === reader.keyword());
  if (section === undefined) throw reader.syntaxError();
  reader.next();
  return section;
}

function readAction(reader: Reader, kind: Section): ActionSyntax {
  const path = readPath(reader);
  if (kind === 'REMOVE') return { kind, path };
  if (kind !== 'SET') return { kind, path, value: readValue(reader) };
  reader.expectSign('=');
  return { kind, path, value: readAssigned(reader) };
}

/** An operand, a sum or a difference of two, or one of these in parentheses. */
function readAssigned(reader: Reader): AssignedSyntax {
  const first = reader.isSign('(') ? reader.inParentheses(() => readAssigned(reader)) : readOperand(reader, 'update');
  if ('left' in first) return first;
  const kind = reader.isSign('+') ? '+' : reader.isSign('-') ? '-' : undefined;
  if (kind === undefined) return first;
  reader.next();
  reader.operators++;
  const right = readOperand(reader, 'update');
  for (const operand of [first, right])
    if (operand.kind === 'call' && operand.name === 'list_append')
      reader.fault('The function is not allowed to be used this way in an expression; function: list_append');
  return { kind, left: first, right };
}
