import jsonata from 'jsonata';
import type { Json } from '#asl/json.ts';
import { BudgetExceeded } from '#asl/language/budget.ts';
import { compileJsonata } from '#asl/language/jsonata/evaluator/compile-jsonata.ts';
import { Fn } from '#asl/language/jsonata/evaluator/fn.ts';
import type { Run } from '#asl/language/jsonata/evaluator/frame.ts';
import { JsonataError } from '#asl/language/jsonata/evaluator/jsonata-error.ts';
import { LIBRARY } from '#asl/language/jsonata/evaluator/library.ts';
import type { Value } from '#asl/language/jsonata/evaluator/values.ts';
import { jsonataBudget } from '#asl/language/jsonata/limits.ts';

const runOn = (input: Json): Run => ({
  budget: jsonataBudget(),
  now: 0,
  random: () => 0.5,
  uuid: () => 'id',
  lookup: (name) => (name === 'i' ? input : LIBRARY.get(name)),
});

/** What our evaluator makes of an expression in which `$i` is the input, as text that can be compared. */
export function ours(source: string, input: Json): string {
  try {
    return shown(compileJsonata(source)(runOn(input)));
  } catch (error) {
    if (error instanceof JsonataError) return `${error.code}: ${error.text}`;
    if (error instanceof BudgetExceeded) return error.message;
    if (error instanceof SyntaxError) return `syntax: ${error.message}`;
    return `Error: ${messageOf(error)}`;
  }
}

/** What jsonata itself makes of it. */
export async function theirs(source: string, input: Json, library = jsonata): Promise<string> {
  let expression: ReturnType<typeof jsonata>;
  try {
    expression = library(source);
  } catch (error) {
    return `syntax: ${messageOf(error)}`;
  }
  try {
    return shown(await expression.evaluate(undefined, { i: structuredClone(input) }));
  } catch (error) {
    return `${codeOf(error)}: ${messageOf(error)}`;
  }
}

function shown(value: Value | unknown): string {
  const text = JSON.stringify(value, (_, member: unknown) => (isFunction(member) ? '<function>' : inJson(member)));
  return text ?? 'undefined';
}

const inJson = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

const isFunction = (value: unknown): boolean =>
  typeof value === 'function' ||
  value instanceof Fn ||
  (typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value));

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);
const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'Error';
