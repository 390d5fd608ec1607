import { atIndex, type Check, type Checker, type Place } from '#asl/definition/check/checker.ts';
import { checkChoiceRules } from '#asl/definition/check/choice.ts';
import { checkObject } from '#asl/definition/check/object.ts';
import { checkScalar } from '#asl/definition/check/scalar.ts';
import { checkStates } from '#asl/definition/check/state.ts';
import { checkCredentials, checkResource } from '#asl/definition/check/task.ts';
import { checkAssignments, checkTemplate } from '#asl/definition/check/template.ts';
import type { Kind, Shape } from '#asl/definition/shape.ts';

const checkList: Check<'list'> = (checker, value, place, { of }) => {
  if (!Array.isArray(value)) return checker.report('Expected value of type Array', place);
  // Retry and Catch may be empty lists; a Parallel state needs a branch.
  if (value.length === 0 && place.field === 'Branches') checker.report('Value cannot be empty', place);
  const inside = { ...place, catching: place.field === 'Catch' };
  for (const [index, item] of value.entries()) checker.value(of, item, atIndex(inside, index));
};

/** Checks one value of a definition by its kind. */
export function checkKind(checker: Checker, kind: Kind, value: unknown, place: Place) {
  switch (kind.is) {
    case 'anything':
      return;
    case 'template':
      return checkTemplate(checker, value, place, kind);
    case 'assignments':
      return checkAssignments(checker, value, place, kind);
    case 'resource':
      return checkResource(checker, value, place, kind);
    case 'credentials':
      return checkCredentials(checker, value, place, kind);
    case 'object':
      return checkObject(checker, kind.shape, value, place);
    case 'list':
      return checkList(checker, value, place, kind);
    case 'choice rules':
      return checkChoiceRules(checker, value, place, kind);
    case 'states':
      return checkStates(checker, value, place);
    default:
      return checkScalar(checker, kind, value, place);
  }
}

/** The checker that all checks share. */
export function createChecker(options: Omit<Checker, 'value' | 'object'>): Checker {
  const checker: Checker = {
    ...options,
    value: (kind, value, place) => {
      if (!options.isOpen(value)) checkKind(checker, kind, value, place);
    },
    object: (shape: Shape, value, place) => checkObject(checker, shape, value, place),
  };
  return checker;
}
