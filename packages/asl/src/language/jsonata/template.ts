import { isJsonObject, type Json } from '#asl/json.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import { chain, type Eventual } from '../../execution/eventual.ts';
import { compileExpression, expressionOf } from './expression.ts';

export type Value = (evaluation: EvaluationContext) => Eventual<Json>;

/** A value in which any text may be an expression. What has none is a constant. */
export function compileTemplate(template: Json, field: string): Value {
  if (typeof template === 'string') {
    const source = expressionOf(template);
    return source === undefined ? () => template : compileExpression(source, field);
  }
  if (!hasExpressions(template)) return () => template;
  if (Array.isArray(template))
    return inOrder(template.map((item, index) => compileTemplate(item, `${field}[${index}]`)));
  if (!isJsonObject(template)) return () => template;
  const names = Object.keys(template);
  const values = inOrder(names.map((name) => compileTemplate(template[name] ?? null, `${field}/${name}`)));
  return (evaluation) =>
    chain(values(evaluation), (list) => Object.fromEntries(names.map((name, index) => [name, list[index] ?? null])));
}

/** One after the other, so that the first that fails is the one that is told of. */
function inOrder(values: readonly Value[]): (evaluation: EvaluationContext) => Eventual<readonly Json[]> {
  const from = (evaluation: EvaluationContext, list: Json[]): Eventual<readonly Json[]> => {
    while (list.length < values.length) {
      const value = values[list.length]?.(evaluation) ?? null;
      if (value instanceof Promise) return value.then((json) => from(evaluation, [...list, json]));
      list.push(value);
    }
    return list;
  };
  return (evaluation) => from(evaluation, []);
}

function hasExpressions(template: Json): boolean {
  if (typeof template === 'string') return expressionOf(template) !== undefined;
  if (Array.isArray(template)) return template.some(hasExpressions);
  return isJsonObject(template) && Object.values(template).some(hasExpressions);
}
