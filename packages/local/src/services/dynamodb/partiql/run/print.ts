import type { Condition, Operand } from '#services/dynamodb/expressions/conditions.ts';
import type { Assigned, Update, UpdateOperand } from '#services/dynamodb/expressions/update/update.ts';
import type { Placeholders } from '#services/dynamodb/partiql/run/placeholders.ts';

/** Writes a condition as a ConditionExpression. */
export function printCondition(condition: Condition, into: Placeholders): string {
  const operand = (one: Operand) => printOperand(one, into);
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `${joined(condition.left, condition.kind, into)} ${condition.kind} ${joined(condition.right, condition.kind, into)}`;
    case 'not':
      return `not ${grouped(condition.condition, into)}`;
    case 'compare':
      return `${operand(condition.left)} ${condition.comparator} ${operand(condition.right)}`;
    case 'between':
      return `${operand(condition.operand)} between ${operand(condition.low)} and ${operand(condition.high)}`;
    case 'in':
      return `${operand(condition.operand)} in (${condition.list.map(operand).join(', ')})`;
    case 'exists':
      return `${condition.expected ? 'attribute_exists' : 'attribute_not_exists'}(${into.path(condition.path)})`;
    case 'type':
      return `attribute_type(${operand(condition.operand)}, ${into.value({ S: condition.type })})`;
    case 'begins_with':
      return `begins_with(${operand(condition.operand)}, ${operand(condition.prefix)})`;
    case 'contains':
      return `contains(${operand(condition.operand)}, ${operand(condition.member)})`;
  }
}

/** Parentheses only where the other operator stands within. */
const joined = (condition: Condition, within: 'and' | 'or', into: Placeholders): string =>
  (condition.kind === 'and' || condition.kind === 'or') && condition.kind !== within
    ? grouped(condition, into)
    : printCondition(condition, into);

function grouped(condition: Condition, into: Placeholders): string {
  const printed = printCondition(condition, into);
  return condition.kind === 'and' || condition.kind === 'or' ? `(${printed})` : printed;
}

function printOperand(operand: Operand, into: Placeholders): string {
  if (operand.kind === 'path') return into.path(operand.path);
  return operand.kind === 'value' ? into.value(operand.value) : `size(${printOperand(operand.operand, into)})`;
}

/** Writes an update as an UpdateExpression. */
export function printUpdate({ actions }: Update, into: Placeholders): string {
  const sections = { SET: [] as string[], REMOVE: [] as string[], ADD: [] as string[], DELETE: [] as string[] };
  for (const action of actions) {
    const path = into.path(action.path);
    if (action.kind === 'SET') sections.SET.push(`${path} = ${printAssigned(action.value, into)}`);
    else if (action.kind === 'REMOVE') sections.REMOVE.push(path);
    else sections[action.kind].push(`${path} ${into.value(action.value)}`);
  }
  return Object.entries(sections)
    .filter(([, parts]) => parts.length > 0)
    .map(([section, parts]) => `${section} ${parts.join(', ')}`)
    .join(' ');
}

function printAssigned(assigned: Assigned, into: Placeholders): string {
  if (assigned.kind !== 'arithmetic') return printUpdateOperand(assigned, into);
  return `${printUpdateOperand(assigned.left, into)} ${assigned.sign} ${printUpdateOperand(assigned.right, into)}`;
}

function printUpdateOperand(operand: UpdateOperand, into: Placeholders): string {
  switch (operand.kind) {
    case 'path':
      return into.path(operand.path);
    case 'value':
      return into.value(operand.value);
    case 'if_not_exists':
      return `if_not_exists(${into.path(operand.path)}, ${printUpdateOperand(operand.otherwise, into)})`;
    case 'list_append':
      return `list_append(${printUpdateOperand(operand.left, into)}, ${printUpdateOperand(operand.right, into)})`;
  }
}
