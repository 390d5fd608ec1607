import type { StatesError } from '../error.ts';
import type { EvaluationContext, Variables } from './evaluation-context.ts';
import { isCertainlyLarger } from './json-size.ts';

/** Bytes. https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-limits */
const LARGEST_VARIABLE = 262_144;
const LARGEST_ASSIGNMENT = 262_144;
const LARGEST_TOTAL = 10 * 1024 * 1024;

/** The variables after an assignment. Throws where AWS's limits are exceeded. */
export function assignVariables(current: Variables, assigned: Variables, evaluation: EvaluationContext): Variables {
  refuseEndless(assigned, evaluation);
  const sizes = Object.entries(assigned).map(([name, value]) => ({ name, size: sizeOf(value) }));
  const tooLarge = sizes.find(({ size }) => size > LARGEST_VARIABLE);
  if (tooLarge) throw exceeded(evaluation, `the variable '${tooLarge.name}'`, LARGEST_VARIABLE);
  const assignedSize = sizes.reduce((total, { size }) => total + size, 0);
  if (assignedSize > LARGEST_ASSIGNMENT) throw exceeded(evaluation, "the field 'Assign'", LARGEST_ASSIGNMENT);
  const next = { ...current, ...assigned };
  if (mayExceedTotal(next) && sizeOf(next) > LARGEST_TOTAL) throw exceeded(evaluation, 'all variables', LARGEST_TOTAL);
  return next;
}

/** What is certain to be too large is not written to be measured: one value may be part of it thousands of times. */
function refuseEndless(assigned: Variables, evaluation: EvaluationContext): void {
  const values = Object.values(assigned);
  if (!isCertainlyLarger(values, LARGEST_ASSIGNMENT + values.length + 1)) return;
  const one = Object.entries(assigned).find(([, value]) => isCertainlyLarger(value, LARGEST_VARIABLE));
  if (one) throw exceeded(evaluation, `the variable '${one[0]}'`, LARGEST_VARIABLE);
  throw exceeded(evaluation, "the field 'Assign'", LARGEST_ASSIGNMENT);
}

/** Values as JSON text, as StateExited shows them. */
export const textsOf = (variables: Variables): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value)]));

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Below this many variables the limit of each keeps the total within bounds. */
const mayExceedTotal = (variables: Variables): boolean =>
  Object.keys(variables).length > LARGEST_TOTAL / LARGEST_VARIABLE;

const exceeded = (evaluation: EvaluationContext, what: string, limit: number): StatesError =>
  evaluation.runtimeError(`The size of ${what} exceeds the limit of ${limit} bytes.`);
