import { isJsonObject, type Json } from '#asl/json.ts';
import type { Scene } from '../../execution/scene.ts';
import { type Operator, operators } from './operators.ts';
import { compileReference, type Reference } from './reference.ts';

/** The fields of a rule, whichever it has. */
type Rule = Readonly<Record<string, Json | undefined>>;

type Test = (scene: Scene, subject: Json) => boolean;

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
  (scene, subject) =>
    tests.every((test) => test(scene, subject));
const any =
  (tests: readonly Test[]): Test =>
  (scene, subject) =>
    tests.some((test) => test(scene, subject));
const not =
  (test: Test): Test =>
  (scene, subject) =>
    !test(scene, subject);

function compileComparison(rule: Rule, variable: Reference): Test {
  if (typeof rule.IsPresent === 'boolean') {
    return (scene, subject) => (variable.find(scene, subject).kind === 'found') === rule.IsPresent;
  }
  const { operator, operand } = findOperator(rule);
  return (scene, subject) => {
    const found = variable.find(scene, subject);
    if (found.kind === 'missing') throw invalidPath(scene, variable.text);
    return operator(found.value, operand(scene, subject));
  };
}

function findOperator(rule: Rule): {
  operator: Operator;
  operand: (scene: Scene, subject: Json) => Json;
} {
  for (const [name, value] of Object.entries(rule)) {
    const literal = operators[name];
    if (literal !== undefined) return { operator: literal, operand: () => value ?? null };
    const byPath = name.endsWith('Path') ? operators[name.slice(0, -'Path'.length)] : undefined;
    if (byPath !== undefined && typeof value === 'string') return { operator: byPath, operand: pathOperand(value) };
  }
  throw new SyntaxError("A choice rule needs an operator beside 'Variable'");
}

function pathOperand(path: string): (scene: Scene, subject: Json) => Json {
  const reference = compileReference(path);
  return (scene, subject) => {
    const found = reference.find(scene, subject);
    if (found.kind === 'missing') throw invalidPath(scene, path);
    return found.value;
  };
}

const invalidPath = (scene: Scene, path: string) =>
  scene.runtimeError(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
