import type { StatesError } from '../error.ts';
import type { EvaluationContext, Variables } from './evaluation-context.ts';

/** Bytes. https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html#variable-limits */
const LARGEST_VARIABLE = 262_144;
const LARGEST_ASSIGNMENT = 262_144;
const LARGEST_TOTAL = 10 * 1024 * 1024;

/** The variables after an assignment. Throws where AWS's limits are exceeded. */
export function assignVariables(current: Variables, assigned: Variables, evaluation: EvaluationContext): Variables {
  const sizes = Object.entries(assigned).map(([name, value]) => ({ name, size: sizeOf(value) }));
  const tooLarge = sizes.find(({ size }) => size > LARGEST_VARIABLE);
  if (tooLarge) throw exceeded(evaluation, `the variable '${tooLarge.name}'`, LARGEST_VARIABLE);
  const assignedSize = sizes.reduce((total, { size }) => total + size, 0);
  if (assignedSize > LARGEST_ASSIGNMENT) throw exceeded(evaluation, "the field 'Assign'", LARGEST_ASSIGNMENT);
  const next = { ...current, ...assigned };
  const total = sizes.reduce(
    (sum, { name, size }) => sum + memberOf(name, size) - sizeIn(current, name),
    totalOf(current),
  );
  if (total > LARGEST_TOTAL) throw exceeded(evaluation, 'all variables', LARGEST_TOTAL);
  totals.set(next, total);
  return next;
}

/** Values as JSON text, as StateExited shows them. */
export const textsOf = (variables: Variables): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value)]));

const sizeOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Bytes of all variables together, as JSON text, by the record of them: each assignment would look at all again. */
const totals = new WeakMap<Variables, number>();

const totalOf = (variables: Variables): number =>
  totals.get(variables) ?? Object.keys(variables).reduce((sum, name) => sum + sizeIn(variables, name), 1);

const sizeIn = (variables: Variables, name: string): number =>
  Object.hasOwn(variables, name) ? memberOf(name, sizeOf(variables[name])) : 0;

/** Bytes of a name, a colon, a value and what stands behind it. */
const memberOf = (name: string, size: number): number => sizeOf(name) + size + 2;

const exceeded = (evaluation: EvaluationContext, what: string, limit: number): StatesError =>
  evaluation.runtimeError(`The size of ${what} exceeds the limit of ${limit} bytes.`);
