import { isJsonObject, type Json } from '#asl/json.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import { BudgetExceeded } from '../budget.ts';
import { budgetOf } from './limits.ts';
import { type Operator, operators } from './operators.ts';
import { compileReference, type Reference } from './reference.ts';

/** The fields of a rule, whichever it has. */
type Rule = Readonly<Record<string, Json | undefined>>;

type Test = (evaluation: EvaluationContext, subject: Json) => boolean;

/**
 * A choice rule: `And`, `Or`, `Not`, or `Variable` with one operator.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html
 */
export function compileChoiceRule(rule: Rule): Test {
  if (Array.isArray(rule.And)) return all(rule.And.map(nested));
  if (Array.isArray(rule.Or)) return any(rule.Or.map(nested));
  if (isJsonObject(rule.Not)) return not(compileChoiceRule(rule.Not));
  if (typeof rule.Variable !== 'string') throw new SyntaxError("A choice rule needs 'Variable', 'And', 'Or' or 'Not'");
  return compileComparison(rule, compileReference(rule.Variable));
}

const nested = (rule: unknown): Test => compileChoiceRule(isJsonObject(rule) ? rule : {});

const all =
  (tests: readonly Test[]): Test =>
  (evaluation, subject) =>
    tests.every((test) => test(evaluation, subject));
const any =
  (tests: readonly Test[]): Test =>
  (evaluation, subject) =>
    tests.some((test) => test(evaluation, subject));
const not =
  (test: Test): Test =>
  (evaluation, subject) =>
    !test(evaluation, subject);

function compileComparison(rule: Rule, variable: Reference): Test {
  if (typeof rule.IsPresent === 'boolean') {
    return (evaluation, subject) => (variable.find(evaluation, subject).kind === 'found') === rule.IsPresent;
  }
  const { operator, operand } = findOperator(rule);
  return (evaluation, subject) => {
    const found = variable.find(evaluation, subject);
    if (found.kind === 'missing') throw invalidPath(evaluation, variable.text);
    if (typeof found.value === 'string' && found.value.length > SHORT) spendOnText(evaluation, found.value);
    return operator(found.value, operand(evaluation, subject));
  };
}

/** Texts up to this length are compared in no time. */
const SHORT = 1_000;
/** Characters that are compared with a pattern in the time that a step takes. */
const CHARACTERS_A_STEP = 16;

/** All rules of a state share what they may spend. Throws a StatesError. */
function spendOnText(evaluation: EvaluationContext, { length }: string): void {
  try {
    budgetOf(evaluation).spend(length / CHARACTERS_A_STEP);
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
    throw evaluation.queryError(`The rules threw an error during evaluation: ${error.message}`, 'Choices');
  }
}

function findOperator(rule: Rule): {
  operator: Operator;
  operand: (evaluation: EvaluationContext, subject: Json) => Json;
} {
  for (const [name, value] of Object.entries(rule)) {
    const literal = operators[name];
    if (literal !== undefined) return { operator: literal, operand: () => value ?? null };
    const byPath = name.endsWith('Path') ? operators[name.slice(0, -'Path'.length)] : undefined;
    if (byPath !== undefined && typeof value === 'string') return { operator: byPath, operand: pathOperand(value) };
  }
  throw new SyntaxError("A choice rule needs an operator beside 'Variable'");
}

function pathOperand(path: string): (evaluation: EvaluationContext, subject: Json) => Json {
  const reference = compileReference(path);
  return (evaluation, subject) => {
    const found = reference.find(evaluation, subject);
    if (found.kind === 'missing') throw invalidPath(evaluation, path);
    return found.value;
  };
}

const invalidPath = (evaluation: EvaluationContext, path: string) =>
  evaluation.runtimeError(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
