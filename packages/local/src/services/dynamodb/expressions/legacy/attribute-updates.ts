import type { JsonObject } from '@safelight/asl/json';
import { validationError } from '#services/dynamodb/errors.ts';
import { LONG_NAMES } from '#services/dynamodb/expressions/binding/update.ts';
import { invalid, legacyEntries } from '#services/dynamodb/expressions/legacy/comparison.ts';
import type { Action, Update } from '#services/dynamodb/expressions/update/update.ts';
import { type AttributeType, type AttributeValue, typeOf } from '#services/dynamodb/values/attribute-value.ts';
import { checkedName, parseAttributeValue } from '#services/dynamodb/values/parse.ts';

const ADDABLE: readonly AttributeType[] = ['N', 'SS', 'NS', 'BS', 'L'];
const DELETABLE: readonly AttributeType[] = ['SS', 'NS', 'BS'];

/**
 * Reads AttributeUpdates as an update. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html
 */
export function readAttributeUpdates({ AttributeUpdates: given }: JsonObject): Update | undefined {
  if (given === undefined || given === null) return undefined;
  const actions = legacyEntries(given).map(([name, member]) => actionOf(checkedName(name), member));
  return { actions, mismatch: 'Type mismatch for attribute to update' };
}

function actionOf(name: string, { Action: action, Value: given }: JsonObject): Action {
  const path = [name] as const;
  const value = given === undefined || given === null ? undefined : parseAttributeValue(given);
  const kind = action === undefined || action === null ? 'PUT' : action;
  if (kind !== 'PUT' && kind !== 'ADD' && kind !== 'DELETE')
    throw validationError(
      `1 validation error detected: Value '${String(kind)}' at 'attributeUpdates.${name}.member.action' failed to satisfy constraint: Member must satisfy enum value set: [ADD, DELETE, PUT]`,
    );
  if (value === undefined) {
    if (kind === 'DELETE') return { kind: 'REMOVE', path };
    throw invalid('Only DELETE action is allowed when no attribute value is specified');
  }
  if (kind === 'PUT') return { kind: 'SET', path, value: { kind: 'value', value } };
  refuseType(kind, value);
  return { kind, path, value };
}

function refuseType(kind: 'ADD' | 'DELETE', value: AttributeValue): void {
  const type = typeOf(value);
  if (kind === 'ADD' && !ADDABLE.includes(type))
    throw invalid(`ADD action is not supported for the type ${LONG_NAMES[type]}`);
  if (kind === 'DELETE' && !DELETABLE.includes(type))
    throw invalid(`DELETE action with value is not supported for the type ${LONG_NAMES[type]}`);
}
