import { validationError } from '#services/dynamodb/errors.ts';
import { type Path, valueAt } from '#services/dynamodb/expressions/path.ts';
import { assigned } from '#services/dynamodb/expressions/update/assigned.ts';
import { addTo, deleteFrom } from '#services/dynamodb/expressions/update/collections.ts';
import { type Edit, type Edits, editItem, lost } from '#services/dynamodb/expressions/update/edits.ts';
import type { Action, Update } from '#services/dynamodb/expressions/update/update.ts';
import type { AttributeValue, Item } from '#services/dynamodb/values/attribute-value.ts';

export interface Updated {
  readonly item: Item;
  /** Paths that the update names, for `pick`. */
  readonly touched: readonly Path[];
}

/**
 * Applies an update to an item, or to its key where there is none. Everything is read from the item as it was, and list
 * indexes mean that item; so the order of the actions does not matter. Throws ValidationException.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function applyUpdate(update: Update, before: Item | undefined, key: Item): Updated {
  const from = before ?? key;
  const edits: Edits = new Map();
  for (const action of inOrder(update.actions)) {
    refuseLost(action.path, from);
    put(edits, action.path, editOf(action, from, update.mismatch));
  }
  return { item: editItem(from, edits), touched: update.actions.map(({ path }) => path) };
}

/** Only what is told first depends on the order: SET comes last. */
const inOrder = (actions: readonly Action[]): readonly Action[] =>
  actions.toSorted((one, other) => Number(one.kind === 'SET') - Number(other.kind === 'SET'));

/** Throws ValidationException where nothing could hold what is changed. */
function refuseLost([attribute, ...rest]: Path, from: Item): void {
  const step = rest.pop();
  if (step === undefined) return;
  const holder = valueAt(from, [attribute, ...rest]);
  if (holder === undefined || !((typeof step === 'number' ? 'L' : 'M') in holder)) throw lost();
}

function editOf(action: Action, from: Item, mismatch: string): Edit {
  switch (action.kind) {
    case 'SET':
      return setTo(assigned(action.value, from, mismatch), action.path);
    case 'ADD':
      return setTo(addTo(valueAt(from, action.path), action.value, mismatch), action.path);
    case 'REMOVE':
      return { kind: 'remove' };
    case 'DELETE': {
      const left = deleteFrom(valueAt(from, action.path), action.value, mismatch);
      return left === undefined ? { kind: 'remove' } : { kind: 'set', value: left };
    }
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes */
const MOST_LEVELS = 32;

function setTo(value: AttributeValue, path: Path): Edit {
  if (path.length - 1 + levelsOf(value) > MOST_LEVELS)
    throw validationError('Nesting Levels have exceeded supported limits');
  return { kind: 'set', value };
}

/** A scalar is one level; a list or map is one above its members, of which it always counts one. */
function levelsOf(value: AttributeValue): number {
  const members = 'L' in value ? value.L : 'M' in value ? Object.values(value.M) : undefined;
  return members === undefined ? 1 : 1 + members.reduce((most, member) => Math.max(most, levelsOf(member)), 1);
}

/** Paths of an update do not overlap: what lies on the way is a parent, and only a parent. */
function put(edits: Edits, path: Path, edit: Edit): void {
  let at = edits;
  for (const step of path.slice(0, -1)) {
    const known = at.get(step);
    const inside: Edit & { kind: 'inside' } = known?.kind === 'inside' ? known : { kind: 'inside', edits: new Map() };
    at.set(step, inside);
    at = inside.edits;
  }
  at.set(path.at(-1) ?? path[0], edit);
}
