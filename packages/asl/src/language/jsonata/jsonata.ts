import { isJsonObject, type Json, type JsonObject } from '#asl/json.ts';
import type { EvaluationContext, Variables } from '../../execution/evaluation-context.ts';
import { chain, type Eventual } from '../../execution/eventual.ts';
import type { Evaluate, Exit, Fields, Language, NumberKind } from '../language.ts';
import { compileExpression, type Expected, expectType, expressionOf } from './expression.ts';
import { compileTemplate } from './template.ts';

/** JSONata: `Arguments`, `Output`, `Assign`, and `{% … %}` in most fields. */
export const jsonata: Language = {
  name: 'JSONata',
  inspection: {
    selected: () => ({}),
    filled: (afterArguments) => ({ afterArguments }),
  },
  selection: () => undefined,
  arguments: (state) =>
    'Arguments' in state && state.Arguments !== undefined ? compileTemplate(state.Arguments, 'Arguments') : undefined,
  exit: (state) =>
    compileExit('Output' in state ? state.Output : undefined, 'Assign' in state ? state.Assign : undefined, ''),
  caught: (catcher, index) => compileExit(catcher.Output, catcher.Assign, `Catch[${index}]/`),
  chosen: (rule, _, index) => compileExit(rule.Output, rule.Assign, `Choices[${index}]/`),
  template: compileTemplate,
  number: (fields, field, kind) => {
    const literal = fields[field];
    if (typeof literal === 'number') return () => literal;
    return inRange(typed(literal, field, 'number', isNumber), field, kind);
  },
  text: (fields, field) => typed(fields[field], field, 'string', isText),
  items: ({ Items, ItemProcessor }) =>
    Items === undefined ? undefined : compileItems(Items, ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED'),
  notItems: (evaluation, _, items) =>
    evaluation.queryError(`Map state input must be an array but was: ${JSON.stringify(items)}`, 'Items'),
  notTimestamp: (evaluation, _, text) =>
    evaluation.queryError(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      'Timestamp',
    ),
  misfit: (evaluation, message, field) => evaluation.queryError(message, field),
  integration: compileArguments,
  condition: (rule, index) => {
    const { Condition } = rule;
    if (typeof Condition === 'boolean') return () => Condition;
    const test = typed(Condition, `Choices[${index}]/Condition`, 'boolean', isBoolean);
    if (test === undefined) throw new SyntaxError("A choice rule needs a 'Condition'");
    return test;
  },
};

const isNumber = (value: Json): value is number => typeof value === 'number';
const isText = (value: Json): value is string => typeof value === 'string';
const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';
const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

const MOST_SECONDS = 99_999_999;

/** A time-out of no seconds would be over before it began. */
const BOUNDS: Readonly<Record<NumberKind, Bounds>> = {
  seconds: { least: 0, most: MOST_SECONDS, isWhole: true },
  timeout: { least: 1, most: MOST_SECONDS, isWhole: true },
  integer: { least: 0, most: Number.MAX_SAFE_INTEGER, isWhole: true },
  float: { least: 0, most: 100, isWhole: false },
};

function inRange(evaluate: Evaluate<number> | undefined, field: string, kind: NumberKind) {
  if (evaluate === undefined) return undefined;
  const { least, most, isWhole } = BOUNDS[kind];
  const checked: Evaluate<number> = (evaluation, subject) =>
    chain(evaluate(evaluation, subject), (value) => {
      if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value;
      throw evaluation.queryError(
        `The value of the field '${field}' must be ${isWhole ? 'an integer' : 'a number'} from ${least} to ${most}, but was ${value}.`,
        field,
      );
    });
  return checked;
}

/** A field that must come out as one kind of value. A text that is no expression is a literal. */
function typed<T extends Json>(source: unknown, field: string, expected: Expected, is: (value: Json) => value is T) {
  if (typeof source !== 'string') return undefined;
  const expression = expressionOf(source);
  const value: (evaluation: EvaluationContext) => Eventual<Json> =
    expression === undefined ? () => source : compileExpression(expression, field);
  const evaluate: Evaluate<T> = (evaluation) =>
    chain(value(evaluation), (result) => {
      if (is(result)) return result;
      expectType(evaluation, result, expected, { source: expression ?? source, field });
      throw evaluation.queryError(`The field '${field}' has no ${expected}`, field);
    });
  return evaluate;
}

/** Only a distributed Map takes the members of an object. */
function compileItems(items: Json, takesObjects: boolean): Evaluate {
  const isIterable = (value: Json): value is Json => isList(value) || (takesObjects && isJsonObject(value));
  return typed(items, 'Items', 'array', isIterable) ?? compileTemplate(items, 'Items');
}

function compileArguments(fields: Fields, field: string): Evaluate<JsonObject> {
  const { Arguments } = fields;
  const name = `${field}/Arguments`;
  const fromText = typed(Arguments, name, 'object', isJsonObject);
  if (fromText !== undefined) return fromText;
  const value = compileTemplate(isJsonObject(Arguments) ? Arguments : {}, name);
  return (evaluation) => chain(value(evaluation), (filled) => (isJsonObject(filled) ? filled : {}));
}

/** `Assign` and `Output` both see the variables as they were before. */
function compileExit(output: Json | undefined, assign: JsonObject | undefined, prefix: string): Exit {
  const assigning = assign === undefined ? undefined : compileTemplate(assign, `${prefix}Assign`);
  const outputting = output === undefined ? undefined : compileTemplate(output, `${prefix}Output`);
  return (evaluation, _, result) =>
    chain<Variables | undefined, { output: Json; assigned: Variables | undefined }>(
      assigning === undefined ? undefined : chain(assigning(evaluation), asVariables),
      (assigned) =>
        outputting === undefined
          ? { output: result, assigned }
          : chain(outputting(evaluation), (output) => ({ output, assigned })),
    );
}

const asVariables = (value: Json): Variables => (isJsonObject(value) ? value : {});
