import { held } from '#asl/clock.ts';
import type { Json } from '#asl/json.ts';
import { parsing } from '#asl/language/turns.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import type { Eventual } from '../../execution/eventual.ts';
import { BudgetExceeded, stackOverflow } from '../budget.ts';
import { runIn } from './bindings.ts';
import { compileJsonata } from './evaluator/compile-jsonata.ts';
import { InternalError, JsonataError } from './evaluator/jsonata-error.ts';
import type { Value } from './evaluator/values.ts';
import { wasLong } from './limits.ts';
import { compilePlainPath } from './plain-path.ts';
import { toJson, UNSUPPORTED } from './result.ts';

const EXPRESSION = /^\{%(.*)%\}$/s;

/** The JSONata inside `{% … %}`, or undefined where a text is just a text. */
export const expressionOf = (text: string): string | undefined => EXPRESSION.exec(text)?.[1]?.trim();

/** Kinds of value that fields ask for, named as in AWS's messages. */
export type Expected = 'array' | 'boolean' | 'number' | 'string' | 'object';

/**
 * An expression, parsed once, when it is first evaluated: a machine may have tens of thousands that are not. `field` says in
 * messages where it stands. It answers at once, or, after a long evaluation, when others have had their turn: a state may
 * have many of them.
 */
export function compileExpression(source: string, field: string): (evaluation: EvaluationContext) => Eventual<Json> {
  let compiled: ReturnType<typeof compileJsonata> | undefined;
  const expression = () => {
    compiled ??= compileJsonata(source);
    return compiled;
  };
  const plain = compilePlainPath(source);
  const about = `The JSONata expression '${source}' specified for the field '${field}'`;
  const evaluate = (evaluation: EvaluationContext): Eventual<Json> => {
    const run = runIn(evaluation);
    const read = compiled === undefined ? parsing(source) * STEPS_A_CHARACTER : 0;
    const value = attempt(
      () => expression()(run),
      (error) => evaluation.queryError(`${about} ${describe(error, evaluation)}`, field),
    );
    if (value === undefined) throw evaluation.queryError(`${about} returned nothing (undefined).`, field);
    const json = toJson(value);
    if (json === UNSUPPORTED) throw evaluation.queryError(`${about} returned an unsupported result type.`, field);
    return wasLong(run.budget.steps + read)
      ? held(evaluation.ports.clock, new Promise((resolve) => setImmediate(resolve, json)))
      : json;
  };
  return (evaluation) => plain?.(evaluation) ?? evaluate(evaluation);
}

/** Steps of an evaluation that take as long as parsing a character of it. */
const STEPS_A_CHARACTER = 15;

function attempt(evaluate: () => Value, failure: (error: unknown) => Error): Value {
  try {
    return evaluate();
  } catch (error) {
    // Data that nests deeper than the engine makes it came from outside.
    throw failure(error instanceof RangeError ? stackOverflow() : error);
  }
}

/** AWS's words, seen there: a full stop before jsonata's codes, a colon before what an evaluation may not use up. */
function describe(error: unknown, { ports }: EvaluationContext): string {
  if (error instanceof InternalError) return `threw an internal error during evaluation. ${ports.ids.uuid()}`;
  const failed = 'threw an error during evaluation';
  if (error instanceof BudgetExceeded) return `${failed}: ${error.message}`;
  if (error instanceof JsonataError) return `${failed}. ${error.code}: ${error.text}`;
  return `${failed}. ${error instanceof Error ? error.message : String(error)}`;
}

/** Fails unless a value is of the kind that its field asks for. */
export function expectType(
  evaluation: EvaluationContext,
  value: Json,
  expected: Expected,
  at: { source: string; field: string },
): void {
  const actual = typeName(value);
  if (actual === expected) return;
  throw evaluation.queryError(
    `The JSONata expression '${at.source}' specified for the field '${at.field}' returned an unexpected result type. Expected '${expected}', but was '${actual}' for value: ${JSON.stringify(value)}`,
    at.field,
  );
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
