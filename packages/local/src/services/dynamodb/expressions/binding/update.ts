import { refuseSame, wrongNumber } from '#services/dynamodb/expressions/binding/operand.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import { firstCollision } from '#services/dynamodb/expressions/path.ts';
import type { Substitutions } from '#services/dynamodb/expressions/substitutions.ts';
import type {
  ActionSyntax,
  AssignedSyntax,
  CallSyntax,
  OperandSyntax,
} from '#services/dynamodb/expressions/syntax/nodes.ts';
import type { Action, Assigned, Update, UpdateOperand } from '#services/dynamodb/expressions/update/update.ts';
import { type AttributeType, type AttributeValue, typeOf } from '#services/dynamodb/values/attribute-value.ts';

const MISMATCH = 'An operand in the update expression has an incorrect data type';

/** Types as AWS names them for ADD and DELETE. */
export const LONG_NAMES: Readonly<Record<AttributeType, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  SS: 'STRING_SET',
  NS: 'NUMBER_SET',
  BS: 'BINARY_SET',
  L: 'LIST',
  M: 'MAP',
};

const ADDABLE: readonly AttributeType[] = ['N', 'SS', 'NS', 'BS'];
const DELETABLE: readonly AttributeType[] = ['SS', 'NS', 'BS'];

/** Puts names and values into a parsed update; of several faults AWS tells the last. Throws ExpressionError, also for paths that overlap. */
export function bindUpdate(syntax: readonly ActionSyntax[], given: Substitutions): Update {
  const collision = firstCollision(syntax.map(({ path }) => given.path(path)));
  if (collision !== undefined) throw new ExpressionError(collision);
  const actions = syntax.toReversed().map((action) => bindAction(action, given));
  return { actions: actions.toReversed(), mismatch: MISMATCH };
}

function bindAction(syntax: ActionSyntax, given: Substitutions): Action {
  const path = given.path(syntax.path);
  if (syntax.kind === 'REMOVE') return { kind: 'REMOVE', path };
  if (syntax.kind === 'SET') return { kind: 'SET', path, value: bindAssigned(syntax.value, given) };
  const value = given.value(syntax.value);
  refuseValue(syntax.kind, value, syntax.kind === 'ADD' ? ADDABLE : DELETABLE);
  return { kind: syntax.kind, path, value };
}

function refuseValue(kind: 'ADD' | 'DELETE', value: AttributeValue, allowed: readonly AttributeType[]): void {
  const type = typeOf(value);
  if (!allowed.includes(type))
    throw new ExpressionError(
      `Incorrect operand type for operator or function; operator: ${kind}, operand type: ${LONG_NAMES[type]}, typeSet: ALLOWED_FOR_${kind}_OPERAND`,
    );
}

function bindAssigned(syntax: AssignedSyntax, given: Substitutions): Assigned {
  if (!('left' in syntax)) return bindOperand(syntax, given);
  const left = bindOperand(syntax.left, given);
  const right = bindOperand(syntax.right, given);
  for (const operand of [left, right]) refuseType(syntax.kind, operand, 'N');
  return { kind: 'arithmetic', sign: syntax.kind, left, right };
}

function bindOperand(syntax: OperandSyntax, given: Substitutions): UpdateOperand {
  if (syntax.kind === 'path') return { kind: 'path', path: given.path(syntax) };
  if (syntax.kind === 'value') return { kind: 'value', value: given.value(syntax) };
  return bindCall(syntax, given);
}

function bindCall({ name, operands }: CallSyntax, given: Substitutions): UpdateOperand {
  const [first, second, ...more] = operands.map((operand) => bindOperand(operand, given));
  if (first === undefined || second === undefined || more.length > 0) throw wrongNumber(name, operands.length);
  if (name === 'list_append') {
    for (const operand of [first, second]) refuseType(name, operand, 'L');
    return { kind: name, left: first, right: second };
  }
  if (first.kind !== 'path')
    throw new ExpressionError(`Operator or function requires a document path; operator or function: ${name}`);
  if (second.kind === 'path') refuseSame(name, first, [second]);
  return { kind: 'if_not_exists', path: first.path, otherwise: second };
}

function refuseType(operator: string, operand: UpdateOperand, wanted: AttributeType): void {
  const type = staticType(operand);
  if (type !== undefined && type !== wanted)
    throw new ExpressionError(
      `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
    );
}

function staticType(operand: UpdateOperand): AttributeType | undefined {
  if (operand.kind === 'value') return typeOf(operand.value);
  return operand.kind === 'list_append' ? 'L' : undefined;
}
