import type { Json } from '#asl/json.ts';
import { type Budget, spendOn } from '../../budget.ts';
import { compilePattern } from '../../pattern.ts';
import { javaText } from '../java-text.ts';
import { COMPARISONS, type Comparison, WORDS } from './comparisons.ts';
import { masked } from './masked.ts';
import { type Operand, parsePathOperand, parseText, parseValue } from './operands.ts';
import type { ParsePath } from './path.ts';

/** Whether an item passes; `root` is what `$` stands for inside the filter. Throws an Incomparable. */
export type FilterTest = (item: Json, root: Json, budget: Budget) => boolean;

/** Jayway looks for them in this order, anywhere. */
const OPERATORS = ['==', '>=', '<=', '!=', '<', '>', '=~'];
const WORD = new RegExp(` (${Object.keys(WORDS).join('|')}) `);

/**
 * Parses what stands between `[?` and `]`: comparisons with `&&` and `||`, in parentheses. Inner parentheses mean
 * nothing to Jayway 2.0.0: `&&` always binds closer. Throws a SyntaxError.
 */
export function parseFilter(text: string, parsePath: ParsePath): FilterTest {
  const shown = masked(text.trim());
  if (!shown.text.startsWith('(') || !shown.text.endsWith(')')) {
    throw new SyntaxError("Filter must start with '[?(' and end with ')]'");
  }
  const inside = shown.slice(1, -1);
  if (inside.count('(') !== inside.count(')')) throw new SyntaxError('Filter brackets are not balanced');
  // From right to left, as Jayway does: it is seen where one gives up.
  const either = inside
    .split('||')
    .map((part) =>
      part
        .split('&&')
        .map((criterion) => parseCriterion(criterion, parsePath))
        .toReversed(),
    )
    .toReversed();
  return (item, root, budget) => either.some((all) => all.every((test) => test(item, root, budget)));
}

function parseCriterion(part: ReturnType<typeof masked>, parsePath: ParsePath): FilterTest {
  const criterion = part.withoutStrayBrackets();
  const operator = OPERATORS.find((sign) => criterion.mask.includes(sign));
  if (operator !== undefined) return parseComparison(criterion.splitOnce(operator), operator, parsePath);
  const [, word] = WORD.exec(criterion.mask) ?? [];
  if (word !== undefined) return parseWord(criterion.splitOnce(` ${word} `), word, parsePath);
  return parsePresence(criterion.text, parsePath);
}

/** `@.a` asks for a value other than null, `!@.a` for none. */
function parsePresence(text: string, parsePath: ParsePath): FilterTest {
  const isWanted = !text.startsWith('!');
  const operand = parsePathOperand(isWanted ? text : text.slice(1), parsePath);
  if (operand === undefined) throw new SyntaxError(`expected a path or a comparison, not '${text}'`);
  return (item, root, budget) => ((operand(item, root, budget) ?? null) !== null) === isWanted;
}

type Sides = readonly [left: string, right: string];

function parseComparison([left, right]: Sides, operator: string, parsePath: ParsePath): FilterTest {
  if (left === '' || right === '') throw new SyntaxError(`expected a value on both sides of '${operator}'`);
  if (operator === '=~') return parseMatch(left, right, parsePath);
  return compare(
    parsePathOperand(left, parsePath) ?? parseText(left),
    parsePathOperand(right, parsePath) ?? parseText(right),
    {
      with: COMPARISONS[operator],
      cost: ofText,
    },
  );
}

function parseWord([left, right]: Sides, word: string, parsePath: ParsePath): FilterTest {
  return compare(
    parsePathOperand(left, parsePath) ?? parseValue(left),
    parsePathOperand(right, parsePath) ?? parseValue(right),
    {
      with: WORDS[word],
      cost: ofLists,
    },
  );
}

type Cost = (left: Json, right: Json | undefined, budget: Budget) => void;

/** Signs compare scalars alone. */
const ofText: Cost = (left, right, budget) => {
  if (typeof left === 'string') spendOn(left, budget);
  if (typeof right === 'string') spendOn(right, budget);
};

/** Characters in which a part is looked for in the time that a step takes. */
const CHARACTERS_SEARCHED_A_STEP = 16;

/** Words write both sides down, or look for a part of a text. */
const ofLists: Cost = (left, right, budget) => {
  spendOn(left, budget);
  spendOn(right, budget);
  if (typeof left === 'string') budget.spend(left.length / CHARACTERS_SEARCHED_A_STEP);
};

/** The right side is not looked at where the left is nothing. */
function compare(
  left: Operand,
  right: Operand,
  { with: comparison, cost }: { with: Comparison | undefined; cost: Cost },
): FilterTest {
  return (item, root, budget) => {
    const value = left(item, root, budget);
    if (value === undefined) return false;
    const other = right(item, root, budget);
    cost(value, other, budget);
    return comparison?.(value, other) ?? false;
  };
}

const PATTERN = /^\/(.*)\/(i?)$/s;

/** Either side may be the regular expression; it has to match the whole text. */
function parseMatch(left: string, right: string, parsePath: ParsePath): FilterTest {
  const isRight = PATTERN.test(right);
  const [, source, flags] = PATTERN.exec(isRight ? right : left) ?? [];
  if (source === undefined) throw new SyntaxError("expected a regular expression beside '=~'");
  const matches = compilePattern(`^(?:${source})$`, flags);
  const other = isRight ? left : right;
  const value = parsePathOperand(other, parsePath) ?? parseText(other);
  return (item, root, budget) => {
    const text = value(item, root, budget) ?? null;
    if (text === null) return false;
    spendOn(text, budget);
    return matches(javaText(text), budget);
  };
}
