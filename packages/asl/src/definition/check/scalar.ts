import { atIndex, type Check, type Checker, type Place } from '#asl/definition/check/checker.ts';
import { checkComputed, checkExpression, checkJsonataText } from '#asl/definition/check/template.ts';
import type { ScalarKind } from '#asl/definition/shape.ts';
import { isExpression } from '#asl/definition/syntax/jsonata.ts';
import { readPath } from '#asl/definition/syntax/path.ts';
import { assertNever } from '#asl/error.ts';
import { parseTimestamp } from '#asl/language/timestamp.ts';
import { parsing } from '#asl/language/turns.ts';

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const LONGEST_LABEL = 40;

/** Checks a value that is no object. Reports in AWS's wording, at the value's own place. */
export function checkScalar(checker: Checker, kind: ScalarKind, value: unknown, place: Place) {
  switch (kind.is) {
    case 'text':
    case 'target':
      expectString(checker, value, place);
      return;
    case 'flag':
      return checkFlag(checker, value, place, kind);
    case 'number':
      return checkNumber(checker, value, place, kind);
    case 'one of':
      return checkOneOf(checker, value, place, kind);
    case 'path':
      return checkPath(checker, value, place, kind);
    case 'reference path':
      return checkReferencePath(checker, value, place, kind);
    case 'computed path':
      return checkComputedPath(checker, value, place, kind);
    case 'value':
      return checkValue(checker, value, place, kind);
    case 'timestamp':
      return checkTimestamp(checker, value, place, kind);
    case 'label':
      return checkLabel(checker, value, place, kind);
    case 'error names':
      return checkErrorNames(checker, value, place, kind);
    default:
      return assertNever(kind);
  }
}

const checkFlag: Check<'flag'> = (checker, value, place) => {
  if (typeof value !== 'boolean') checker.report('Expected value of type Boolean', place);
};

const checkOneOf: Check<'one of'> = (checker, value, place, { values }) => {
  if (!expectString(checker, value, place) || values.includes(value)) return;
  checker.report(`Value should be one of the following: [${values.join(', ')}]`, place);
};

const checkNumber: Check<'number'> = (checker, value, place, kind) => {
  const { whole, min, max, dynamic } = kind;
  if (dynamic && place.language === 'JSONata' && typeof value === 'string' && isExpression(value)) {
    return checkExpression(checker, value, place);
  }
  if (typeof value !== 'number' || (whole && !Number.isInteger(value))) {
    return checker.report(`Expected value of type ${whole ? 'Integer' : 'Number'}`, place);
  }
  const shown = (limit: number) => (whole || !Number.isInteger(limit) ? String(limit) : `${limit}.0`);
  if (value < min) checker.report(`Minimum value is ${shown(min)}`, place);
  if (max !== undefined && value > max) checker.report(`Maximum value is ${shown(max)}`, place);
};

const checkPath: Check<'path'> = (checker, value, place, { nullable }) => {
  if (nullable && value === null) return;
  if (!expectString(checker, value, place)) return;
  checker.later(parsing(value), (report) => {
    if (!readPath(value)) report('Value must be a valid JSONPath.', place);
  });
};

const checkReferencePath: Check<'reference path'> = (checker, value, place, { from }) => {
  // Without a place for it, a result is dropped.
  if (from === 'input' && value === null) return;
  if (expectString(checker, value, place)) checkReference(checker, value, place, from);
};

const ROOTS = {
  input: ['subject'],
  variables: ['subject', 'variable'],
  context: ['subject', 'variable', 'context'],
} as const;

/** @param from what the path may start from: only few fields read the Context object */
export const checkReference = (checker: Checker, value: string, place: Place, from: keyof typeof ROOTS): void =>
  checker.later(parsing(value), (report) => {
    const found = readPath(value);
    if (!value.startsWith('$')) {
      report("Value is not a Reference Path: Reference path didn't start with '$'", place);
    } else if (!found?.isReference || !ROOTS[from].some((root) => root === found.root.kind)) {
      report('Value is not a Reference Path', place);
    }
  });

const checkComputedPath: Check<'computed path'> = (checker, value, place) => {
  if (expectString(checker, value, place)) checkComputed(checker, value, place.field, place);
};

const checkValue: Check<'value'> = (checker, value, place) => {
  if (expectString(checker, value, place)) checkMaybeExpression(checker, value, place);
};

const checkTimestamp: Check<'timestamp'> = (checker, value, place) => {
  if (!expectString(checker, value, place)) return;
  if (place.language === 'JSONata' && value.startsWith('{%')) return checkMaybeExpression(checker, value, place);
  if (!RFC3339.test(value) || parseTimestamp(value) === undefined)
    checker.report('String does not match RFC3339 timestamp', place);
};

const checkLabel: Check<'label'> = (checker, value, place) => {
  if (!expectString(checker, value, place)) return;
  if (value.length > LONGEST_LABEL) {
    const message = `Label '${value}' exceeds the ${LONGEST_LABEL}-character limit allowed by the service`;
    checker.report(message, place, 'INVALID_LABEL_NAME');
  } else if (!/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]+$/u.test(value)) {
    checker.report(`Label '${value}' contains characters that are not allowed`, place, 'INVALID_LABEL_NAME');
  }
};

const checkErrorNames: Check<'error names'> = (checker, value, place) => {
  if (!Array.isArray(value)) return checker.report('Expected value of type Array', place);
  if (value.length === 0) return checker.report('Value cannot be empty', place);
  for (const [index, name] of value.entries()) expectString(checker, name, atIndex(place, index));
};

function checkMaybeExpression(checker: Checker, value: string, place: Place): void {
  if (place.language === 'JSONata') checkJsonataText(checker, value, place);
}

export function expectString(checker: Checker, value: unknown, place: Place): value is string {
  if (typeof value === 'string') return true;
  checker.report('Expected value of type [STRING]', place);
  return false;
}
