import { checked } from '#services/dynamodb/expressions/binding/checks.ts';
import { bindArguments, refuseSame, refuseType } from '#services/dynamodb/expressions/binding/operand.ts';
import type { Condition, Operand } from '#services/dynamodb/expressions/conditions.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import type { Path } from '#services/dynamodb/expressions/path.ts';
import type { Substitutions } from '#services/dynamodb/expressions/substitutions.ts';
import type { CallSyntax } from '#services/dynamodb/expressions/syntax/nodes.ts';
import { ATTRIBUTE_TYPES, type AttributeType, isAttributeType } from '#services/dynamodb/values/attribute-value.ts';

/**
 * Puts names and values into a function that answers true or false. Throws ExpressionError.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Functions
 */
export function bindCall(call: CallSyntax, given: Substitutions): Condition {
  switch (call.name) {
    case 'attribute_exists':
    case 'attribute_not_exists': {
      const [operand] = bindArguments(call, 1, given);
      return { kind: 'exists', path: pathOf(call.name, operand), expected: call.name === 'attribute_exists' };
    }
    case 'attribute_type': {
      const [operand, type] = bindTwo(call, given);
      refuseSame(call.name, operand, [type]);
      return { kind: 'type', operand, type: typeNamed(type) };
    }
    case 'begins_with': {
      const [operand, prefix] = bindTwo(call, given);
      return checked({ kind: 'begins_with', operand, prefix });
    }
    default: {
      const [operand, member] = bindTwo(call, given);
      return checked({ kind: 'contains', operand, member });
    }
  }
}

function bindTwo(call: CallSyntax, given: Substitutions): readonly [Operand, Operand] {
  const [first, second] = bindArguments(call, 2, given);
  if (first === undefined || second === undefined) throw new Error(`${call.name} has two operands`);
  return [first, second];
}

/** Path of a function that takes nothing else. Throws ExpressionError. */
export function pathOf(name: string, operand: Operand | undefined): Path {
  if (operand?.kind === 'path') return operand.path;
  throw new ExpressionError(`Operator or function requires a document path; operator or function: ${name}`);
}

/** The type that an operand names. Throws ExpressionError. */
export function typeNamed(operand: Operand): AttributeType {
  refuseType('attribute_type', operand, ['S']);
  const name = operand.kind === 'value' && 'S' in operand.value ? operand.value.S : undefined;
  if (name === undefined)
    throw new ExpressionError(
      `Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {${ATTRIBUTE_TYPES.join(',')}}`,
    );
  if (isAttributeType(name)) return name;
  throw new ExpressionError(
    `Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
  );
}
