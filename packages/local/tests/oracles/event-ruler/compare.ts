import { matcherOf } from '#local/events/pattern/compile.ts';
import { complexityOf, MOST_COMPLEX } from '#local/events/pattern/complexity.ts';
import { parseExactly } from '#local/events/pattern/exact-number.ts';
import { InvalidPattern } from '#local/events/pattern/invalid-pattern.ts';
import { subRules } from '#local/events/pattern/sub-rules.ts';
import { parseSyntax } from '#local/events/pattern/syntax.ts';
import { type Answer, askEventRuler } from './event-ruler.ts';
import { generatePairs, type Pair } from './generate.ts';
import { REVIEWED } from './reviewed.ts';

export interface Difference {
  readonly pair: Pair;
  readonly ours: Answer;
  readonly theirs: Answer;
}

export interface Comparison {
  readonly pairs: number;
  /** How many matched, did not, or were refused. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** How often each reviewed difference was met. */
  readonly reviewed: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

export function compareEventPatterns(count: number, seed: number): Comparison {
  const pairs = generatePairs(count, seed);
  const answers = askEventRuler(pairs);
  const reviewed = new Map<string, number>();
  const differences: Difference[] = [];
  const outcomes: Record<string, number> = {};
  for (const [at, pair] of pairs.entries()) {
    const [ours, theirs] = [ask(pair), answers[at] ?? {}];
    const outcome = ours.refused !== undefined ? 'refused' : ours.matches ? 'matched' : 'missed';
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (agree(ours, theirs)) continue;
    const difference = { pair, ours, theirs };
    const known = REVIEWED.find(({ applies }) => applies(difference));
    if (known) reviewed.set(known.what, (reviewed.get(known.what) ?? 0) + 1);
    else differences.push(difference);
  }
  return { pairs: pairs.length, outcomes, reviewed, differences };
}

function ask({ pattern, event }: Pair): Answer {
  try {
    const rules = subRules(parseSyntax(pattern));
    return { complexity: complexityOf(rules), matches: matcherOf(rules)(parseExactly(event)) };
  } catch (error) {
    if (error instanceof InvalidPattern) return { refused: error.message };
    throw error;
  }
}

function agree(ours: Answer, theirs: Answer): boolean {
  if (ours.refused !== undefined || theirs.refused !== undefined) return ours.refused === theirs.refused;
  const isSameRule = (ours.complexity ?? 0) > MOST_COMPLEX === (theirs.complexity ?? 0) > MOST_COMPLEX;
  return isSameRule && ours.matches === theirs.matches;
}
