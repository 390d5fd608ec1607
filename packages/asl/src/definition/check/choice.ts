import { atIndex, type Check, type Checker, inField, type Place } from '#asl/definition/check/checker.ts';
import { expectString } from '#asl/definition/check/scalar.ts';
import { checkExpression } from '#asl/definition/check/template.ts';
import { COMPARISONS, type Operand } from '#asl/definition/comparisons.ts';
import { isExpression } from '#asl/definition/syntax/jsonata.ts';
import { isJsonObject } from '#asl/json.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */

const FORMS = ['And', 'Or', 'Not', 'Variable', 'Condition'];
const RULE_FIELDS = ['Next', 'Assign', 'Output', 'Comment'];

type Rule = Readonly<Record<string, unknown>>;

export const checkChoiceRules: Check<'choice rules'> = (checker, value, place, { nested }) => {
  if (!Array.isArray(value)) return checker.report('Expected value of type Array', place);
  if (value.length === 0) return checker.report('Value cannot be empty', place);
  for (const [index, rule] of value.entries()) checkRule(checker, rule, atIndex(place, index), nested);
};

function checkRule(checker: Checker, value: unknown, place: Place, nested: boolean) {
  if (!isJsonObject(value)) return checker.report('Expected value of type Object', place);
  const known = [...FORMS, ...Object.keys(COMPARISONS), ...(nested ? ['Comment'] : RULE_FIELDS)];
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) checker.report(`Field '${name}' is not supported`, place);
  }
  if (!nested) checkOutcome(checker, value, place);
  const forms = FORMS.filter((name) => value[name] !== undefined);
  if (forms.length !== 1) {
    return checker.report(`The object must have only one of the following fields, [${FORMS.join(', ')}]`, place);
  }
  checkForm(checker, value, place, forms[0]);
}

function checkOutcome(checker: Checker, rule: Rule, place: Place) {
  if (rule.Next === undefined) checker.report('These fields are required: [Next]', place);
  else expectString(checker, rule.Next, inField(place, 'Next'));
  if (rule.Assign !== undefined) checker.value({ is: 'assignments' }, rule.Assign, inField(place, 'Assign'));
  if (rule.Output === undefined) return;
  if (place.language === 'JSONPath') return reportLanguage(checker, 'Output', place);
  checker.value({ is: 'template', accepts: ['anything'] }, rule.Output, inField(place, 'Output'));
}

function checkForm(checker: Checker, rule: Rule, place: Place, form: string | undefined) {
  if ((form === 'Condition') !== (place.language === 'JSONata')) return reportLanguage(checker, form ?? '', place);
  switch (form) {
    case 'And':
    case 'Or':
      return checker.value({ is: 'choice rules', nested: true }, rule[form], inField(place, form));
    case 'Not':
      return checkRule(checker, rule.Not, inField(place, 'Not'), true);
    case 'Condition':
      return checkCondition(checker, rule.Condition, inField(place, 'Condition'));
    default:
      return checkComparison(checker, rule, place);
  }
}

function reportLanguage(checker: Checker, name: string, place: Place) {
  const only = place.language === 'JSONPath' ? 'JSONata' : 'JSONPath';
  checker.report(
    `The QueryLanguage is set to '${place.language}', but field '${name}' is only supported for the '${only}' QueryLanguage`,
    place,
  );
}

function checkCondition(checker: Checker, value: unknown, place: Place) {
  if (typeof value === 'boolean') return;
  if (typeof value === 'string' && isExpression(value)) return checkExpression(checker, value, place);
  checker.report('Expected value of type Boolean, or a JSONata expression', place);
}

function checkComparison(checker: Checker, rule: Rule, place: Place) {
  const variable = inField(place, 'Variable');
  checker.value({ is: 'reference path', from: 'context' }, rule.Variable, variable);
  const used = Object.entries(COMPARISONS).filter(([name]) => rule[name] !== undefined);
  const [operator] = used;
  if (used.length !== 1 || !operator) {
    const names = used.length > 1 ? used.map(([name]) => name) : Object.keys(COMPARISONS);
    const message = used.length > 1 ? 'There should only be one' : 'This object should have only one';
    return checker.report(`${message} of the following fields: [${names.join(', ')}]`, place);
  }
  const [name, operand] = operator;
  checkOperand(checker, rule[name], inField(place, name), operand);
}

function checkOperand(checker: Checker, value: unknown, place: Place, operand: Operand) {
  switch (operand) {
    case 'boolean':
      return checker.value({ is: 'flag' }, value, place);
    case 'timestamp':
      return checker.value({ is: 'timestamp' }, value, place);
    case 'path':
      return checker.value({ is: 'reference path', from: 'context' }, value, place);
    case 'string':
      return checker.value({ is: 'text' }, value, place);
    case 'number':
      return checker.value({ is: 'number', whole: false, min: Number.NEGATIVE_INFINITY }, value, place);
  }
}
