import { isDeepStrictEqual } from 'node:util';
import { evaluatePath, type Found } from '#asl/language/jsonpath/path/evaluate.ts';
import { parsePath } from '#asl/language/jsonpath/path/path.ts';
import { generatePairs, type Pair } from './generate.ts';
import { type Answer, askJayway } from './jayway.ts';
import { REVIEWED } from './reviewed.ts';

export interface Difference {
  readonly pair: Pair;
  readonly ours: string;
  readonly theirs: string;
}

export interface Comparison {
  readonly pairs: number;
  /** How many led to something, to an empty list, nowhere, or were refused. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** How often each reviewed difference was met. */
  readonly reviewed: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

type Ours = Found | { readonly kind: 'refused'; readonly why: string };

export function compareJsonPath(count: number, seed: number): Comparison {
  const pairs = generatePairs(count, seed);
  const answers = askJayway(pairs);
  const reviewed = new Map<string, number>();
  const differences: Difference[] = [];
  const outcomes: Record<string, number> = {};
  for (const [at, pair] of pairs.entries()) {
    const [ours, theirs] = [ask(pair), answers[at] ?? {}];
    outcomes[outcomeOf(ours)] = (outcomes[outcomeOf(ours)] ?? 0) + 1;
    if (agree(ours, theirs)) continue;
    const known = REVIEWED.find(({ applies }) => applies(pair));
    if (known) reviewed.set(known.what, (reviewed.get(known.what) ?? 0) + 1);
    else differences.push({ pair, ours: JSON.stringify(ours), theirs: JSON.stringify(theirs) });
  }
  return { pairs: pairs.length, outcomes, reviewed, differences };
}

function ask({ path, document }: Pair): Ours {
  try {
    return evaluatePath(parsePath(path), document);
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'refused', why: error.message };
    throw error;
  }
}

const outcomeOf = (ours: Ours): string =>
  ours.kind === 'found' && Array.isArray(ours.value) && ours.value.length === 0 ? 'empty' : ours.kind;

/** A path that is not definite never fails with Step Functions: it leads to nothing. */
function agree(ours: Ours, { refused, isDefinite, value, error, message }: Answer): boolean {
  if (refused) return ours.kind === 'refused';
  if (error === undefined) return ours.kind === 'found' && isDeepStrictEqual(ours.value, value);
  if (!isDefinite) return ours.kind === 'found' && isDeepStrictEqual(ours.value, []);
  return ours.kind === 'missing' && (error !== 'PathNotFoundException' || ours.why === message);
}
