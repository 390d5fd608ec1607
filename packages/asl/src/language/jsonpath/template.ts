import { isJsonObject, type Json, setMember } from '#asl/json.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import { BudgetExceeded } from '../budget.ts';
import { compileIntrinsic, isIntrinsic, MissingArgument } from './intrinsics/compile.ts';
import { IntrinsicError } from './intrinsics/function.ts';
import { renewBudget } from './limits.ts';
import { compileReference } from './reference.ts';

/** Evaluates at once: nothing in this language waits. */
export type Value = (evaluation: EvaluationContext, subject: Json) => Json;

/**
 * Compiles a payload template: members whose name ends in `.$` hold a path or an intrinsic call, at any depth.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-payload-template.html
 */
export function compileTemplate(template: Json): Value {
  if (!isDynamic(template)) return () => template;
  const fill = compileDynamic(template);
  return (evaluation, subject) => {
    renewBudget(evaluation);
    return fill(evaluation, subject);
  };
}

function compileDynamic(template: Json): Value {
  if (!isDynamic(template)) return () => template;
  if (Array.isArray(template)) {
    const items = template.map(compileDynamic);
    return (evaluation, subject) => items.map((item) => item(evaluation, subject));
  }
  if (!isJsonObject(template)) return () => template;
  const members = Object.entries(template).map(compileMember);
  return (evaluation, subject) => {
    const filled: Record<string, Json> = {};
    for (const [name, value] of members) setMember(filled, name, value(evaluation, subject));
    return filled;
  };
}

function isDynamic(template: Json): boolean {
  if (Array.isArray(template)) return template.some(isDynamic);
  if (!isJsonObject(template)) return false;
  return Object.entries(template).some(([name, value]) => name.endsWith('.$') || isDynamic(value));
}

function compileMember([name, value]: [string, Json]): [string, Value] {
  if (!name.endsWith('.$')) return [name, compileDynamic(value)];
  if (typeof value !== 'string') throw new SyntaxError(`The value of '${name}' must be a JSONPath`);
  return [name.slice(0, -2), compileExpression(value, name)];
}

/** A path, or the call of an intrinsic function. */
export function compileExpression(source: string, field: string): Value {
  if (isIntrinsic(source)) return compileCall(source);
  const reference = compileReference(source);
  return (evaluation, subject) => {
    const found = reference.find(evaluation, subject);
    if (found.kind === 'missing') throw missing(evaluation, subject, source, field);
    return found.value;
  };
}

function compileCall(source: string): Value {
  const call = compileIntrinsic(source);
  return (evaluation, subject) => {
    try {
      return call(evaluation, subject);
    } catch (error) {
      if (error instanceof BudgetExceeded)
        throw evaluation.queryError(
          `The function '${source}' threw an error during evaluation: ${error.message}`,
          source,
        );
      if (!(error instanceof IntrinsicError || error instanceof MissingArgument)) throw error;
      const why = error instanceof IntrinsicError ? error.message : missingArgument(error.path, subject);
      throw evaluation.runtimeError(`The function '${source}' had the following error: ${why}`);
    }
  };
}

const missingArgument = (path: string, subject: Json): string =>
  `The JsonPath argument for the field '${path}' could not be found in the input '${JSON.stringify(subject)}'`;

const missing = (evaluation: EvaluationContext, subject: Json, path: string, field: string) =>
  evaluation.runtimeError(
    `The JSONPath '${path}' specified for the field '${field}' could not be found in the input '${JSON.stringify(subject)}'`,
  );
