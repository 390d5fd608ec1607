import type { Json, JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import { Substitutions } from '#services/dynamodb/expressions/substitutions.ts';
import { text } from '#services/dynamodb/values/wire.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters */
export const LONGEST_EXPRESSION = 4_096;
const MOST_REMEMBERED = 500;

export type ExpressionParameter =
  | 'UpdateExpression'
  | 'ConditionExpression'
  | 'KeyConditionExpression'
  | 'FilterExpression'
  | 'ProjectionExpression';

/** Which parameters an operation has that expressions or their legacy forms are in. */
export interface ParameterRules {
  readonly expressions: readonly ExpressionParameter[];
  readonly legacy: readonly string[];
}

/**
 * Checks what may stand beside what in a request, and answers what stands for names and values. Throws ValidationException.
 * KeyConditions may stand beside other expressions than KeyConditionExpression.
 */
export function readParameters(input: JsonObject, { expressions, legacy }: ParameterRules): Substitutions {
  const used = expressions.filter((name) => isGiven(input[name]));
  const old = legacy
    .filter((name) => isGiven(input[name]))
    .filter((name) => name !== 'KeyConditions' || isGiven(input.KeyConditionExpression));
  if (used.length > 0 && old.length > 0)
    throw validationError(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${old.join(', ')}} Expression parameters: {${used.join(', ')}}`,
    );
  if (isGiven(input.ExpressionAttributeNames) && used.length === 0)
    throw validationError('ExpressionAttributeNames can only be specified when using expressions');
  const withValues = expressions.filter((name) => name !== 'ProjectionExpression');
  if (
    isGiven(input.ExpressionAttributeValues) &&
    withValues.length > 0 &&
    !withValues.some((name) => isGiven(input[name]))
  )
    throw validationError(
      `ExpressionAttributeValues can only be specified when using expressions: ${withValues.join(' and ')} ${withValues.length > 1 ? 'are' : 'is'} null`,
    );
  return new Substitutions(input);
}

const isGiven = (json: Json | undefined) => json !== undefined && json !== null;

/** Reader of one kind of expression: its parser, which is asked once for the same text, and what puts names and values in. */
export function expressionReader<Syntax, Bound>(
  parse: (expression: string) => Syntax,
  bind: (syntax: Syntax, given: Substitutions) => Bound,
): (input: JsonObject, parameter: ExpressionParameter, given: Substitutions) => Bound | undefined {
  const remembered = new Map<string, Syntax>();
  const parsed = (expression: string): Syntax => {
    const known = remembered.get(expression);
    if (known !== undefined) return known;
    const syntax = parse(expression);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(expression, syntax);
    return syntax;
  };
  return (input, parameter, given) => {
    const json = input[parameter];
    if (json === undefined || json === null) return undefined;
    const expression = text(json);
    try {
      refuseSize(expression);
      return bind(parsed(expression), given);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw validationError(`Invalid ${parameter}: ${error.message}`);
    }
  };
}

function refuseSize(expression: string): void {
  if (expression === '') throw new ExpressionError('The expression can not be empty;');
  const size = Buffer.byteLength(expression);
  if (size > LONGEST_EXPRESSION)
    throw new ExpressionError(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
}
