import type { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { type AttributeValue, attributeOf, type Item } from '#services/dynamodb/values/attribute-value.ts';

/** Edit of one attribute or member: a new value, its removal, or edits of what it holds. */
export type Edit =
  | { readonly kind: 'set'; readonly value: AttributeValue }
  | { readonly kind: 'remove' }
  | { readonly kind: 'inside'; readonly edits: Edits };

/** Edits by attribute name, map member or list index of the item as it was before. */
export type Edits = Map<string | number, Edit>;

/** The item with all edits made at once; the one that is given stays as it is. Throws ValidationException. */
export function editItem(item: Item, edits: Edits): Item {
  const members = new Map(Object.entries(item));
  for (const [step, edit] of edits) {
    const name = String(step);
    const made = edited(attributeOf(item, name), edit);
    if (made === undefined) members.delete(name);
    else members.set(name, made);
  }
  return Object.fromEntries(members);
}

function edited(value: AttributeValue | undefined, edit: Edit): AttributeValue | undefined {
  if (edit.kind === 'set') return edit.value;
  if (edit.kind === 'remove') return undefined;
  const wanted = [...edit.edits.keys()].every((step) => typeof step === 'number') ? 'L' : 'M';
  if (value !== undefined && 'L' in value && wanted === 'L') return { L: editList(value.L, edit.edits) };
  if (value !== undefined && 'M' in value && wanted === 'M') return { M: editItem(value.M, edit.edits) };
  throw lost();
}

/** There is nothing that could hold what an update changes. */
export const lost = (): AwsError =>
  validationError('The document path provided in the update expression is invalid for update');

/** Members keep their places until all are edited; what is set behind the end is added in the order of the indexes. */
function editList(list: readonly AttributeValue[], edits: Edits): readonly AttributeValue[] {
  const inside = list.flatMap((member, index) => {
    const edit = edits.get(index);
    const made = edit === undefined ? member : edited(member, edit);
    return made === undefined ? [] : [made];
  });
  const behind = [...edits]
    .filter(([index]) => Number(index) >= list.length)
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .flatMap(([, edit]) => edited(undefined, edit) ?? []);
  return [...inside, ...behind];
}
