import { isJsonObject, type Json } from '@safelight/asl/json';
import type { Scope } from '#template/intrinsics/scope.ts';
import { substitute } from '#template/intrinsics/substitution.ts';
import { TemplateError } from '#template/template-error.ts';

type Evaluate = (value: Json, scope: Scope) => Json | undefined;
type IntrinsicFunction = (argument: Json, scope: Scope, evaluate: Evaluate) => Json | undefined;

/**
 * The intrinsic functions that yield values; those of conditions are in `conditions.ts`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference.html
 */
export const intrinsicFunctions: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (argument, scope) => scope.ref(string(argument, 'Ref')),
  'Fn::GetAtt': (argument, scope, evaluate) => {
    const [logicalId, ...attribute] = typeof argument === 'string' ? argument.split('.') : list(argument, 'Fn::GetAtt');
    const name = attribute.map((part) => string(evaluate(part, scope), 'Fn::GetAtt')).join('.');
    return scope.attribute(string(logicalId, 'Fn::GetAtt'), name);
  },
  'Fn::Sub': (argument, scope, evaluate) => {
    const [template, variables] = Array.isArray(argument) ? argument : [argument, {}];
    const values = evaluate(variables ?? {}, scope);
    return substitute(string(template, 'Fn::Sub'), isJsonObject(values) ? values : {}, scope);
  },
  'Fn::Join': (argument, scope, evaluate) => {
    const [delimiter, items] = list(argument, 'Fn::Join');
    return strings(evaluate(items ?? null, scope), 'Fn::Join').join(string(delimiter, 'Fn::Join'));
  },
  'Fn::Select': (argument, scope, evaluate) => {
    const [index, items] = list(evaluate(argument, scope), 'Fn::Select');
    const chosen = list(items, 'Fn::Select')[Number(index)];
    if (chosen === undefined) throw new TemplateError(`Fn::Select has no item ${String(index)}`);
    return chosen;
  },
  'Fn::Split': (argument, scope, evaluate) => {
    const [delimiter, source] = strings(evaluate(argument, scope), 'Fn::Split');
    return string(source, 'Fn::Split').split(string(delimiter, 'Fn::Split'));
  },
  'Fn::If': (argument, scope, evaluate) => {
    const [condition, whenTrue, whenFalse] = list(argument, 'Fn::If');
    const chosen = scope.condition(string(condition, 'Fn::If')) ? whenTrue : whenFalse;
    if (chosen === undefined) throw new TemplateError('Fn::If takes a condition and two values');
    return evaluate(chosen, scope);
  },
  'Fn::FindInMap': (argument, scope, evaluate) => {
    const [map = '', topKey = '', secondKey = ''] = strings(evaluate(argument, scope), 'Fn::FindInMap');
    return scope.mapping(map, topKey, secondKey);
  },
  'Fn::ImportValue': (argument, scope, evaluate) =>
    scope.imported(string(evaluate(argument, scope), 'Fn::ImportValue')),
  'Fn::Base64': (argument, scope, evaluate) =>
    Buffer.from(string(evaluate(argument, scope), 'Fn::Base64')).toString('base64'),
};

function string(value: Json | undefined, name: string): string {
  if (typeof value !== 'string') throw new TemplateError(`${name} takes text here, not ${JSON.stringify(value)}`);
  return value;
}

function list(value: Json | undefined, name: string): readonly Json[] {
  if (!Array.isArray(value)) throw new TemplateError(`${name} takes a list here, not ${JSON.stringify(value)}`);
  return value;
}

const strings = (value: Json | undefined, name: string): readonly string[] =>
  list(value, name).map((item) => (typeof item === 'number' ? String(item) : string(item, name)));
