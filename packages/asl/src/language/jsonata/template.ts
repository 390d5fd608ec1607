import { isJsonObject, type Json } from '#asl/json.ts';
import type { Scene } from '../../execution/scene.ts';
import { compileExpression, expressionOf } from './expression.ts';

/** Evaluates at once: nothing in this language waits. */
export type Value = (scene: Scene) => Json;

/** A value in which any text may be an expression. What has none is a constant. */
export function compileTemplate(template: Json, field: string): Value {
  if (typeof template === 'string') {
    const source = expressionOf(template);
    return source === undefined ? () => template : compileExpression(source, field);
  }
  if (!hasExpressions(template)) return () => template;
  if (Array.isArray(template)) {
    const items = template.map((item, index) => compileTemplate(item, `${field}[${index}]`));
    return (scene) => items.map((item) => item(scene));
  }
  if (!isJsonObject(template)) return () => template;
  const members = Object.entries(template).map(
    ([name, member]) => [name, compileTemplate(member, `${field}/${name}`)] as const,
  );
  return (scene) => Object.fromEntries(members.map(([name, value]) => [name, value(scene)]));
}

function hasExpressions(template: Json): boolean {
  if (typeof template === 'string') return expressionOf(template) !== undefined;
  if (Array.isArray(template)) return template.some(hasExpressions);
  return isJsonObject(template) && Object.values(template).some(hasExpressions);
}
