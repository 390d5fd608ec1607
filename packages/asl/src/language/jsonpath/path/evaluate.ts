import type { Json } from '#asl/json.ts';
import type { Budget } from '../../budget.ts';
import { jsonPathBudget, spendOnParts } from '../limits.ts';
import { applyFunction, PathFunctionError } from './functions.ts';
import { Incomparable } from './incomparable.ts';
import type { Path, Stage } from './path.ts';
import { Walk } from './walk.ts';

export type Found =
  | { readonly kind: 'found'; readonly value: Json }
  /** `isInvalid` where Jayway does not take it for a path that leads nowhere, but for one that cannot be applied. */
  | { readonly kind: 'missing'; readonly why: string; readonly isInvalid?: boolean };

/**
 * A path's value, or why there is none in Jayway's words. A path that is not definite always has a value: a list,
 * empty where Jayway fails. Throws a BudgetExceeded.
 */
export function evaluatePath(path: Path, root: Json, budget = jsonPathBudget()): Found {
  let found: Found = { kind: 'found', value: root };
  for (const stage of path.stages) {
    if (found.kind === 'missing') return found;
    found = applied(stage, evaluateStage(stage, found.value, budget), budget);
  }
  return found;
}

function evaluateStage({ segments, isDefinite }: Stage, root: Json, budget: Budget): Found {
  const walk = new Walk(segments, root, budget);
  const failure = attempt(walk);
  if (!isDefinite) return { kind: 'found', value: failure === undefined ? walk.results : [] };
  const [value] = walk.results;
  if (failure === undefined && value !== undefined) return { kind: 'found', value };
  return { kind: 'missing', why: failure?.why() ?? 'No results for path', isInvalid: failure?.isMissing === false };
}

function attempt(walk: Walk) {
  try {
    return walk.follow(0, walk.root, '$');
  } catch (error) {
    if (error instanceof Incomparable) return { why: () => error.message, isMissing: false };
    throw error;
  }
}

function applied({ apply }: Stage, found: Found, budget: Budget): Found {
  if (apply === undefined || found.kind === 'missing') return found;
  spendOnParts(found.value, budget);
  try {
    return { kind: 'found', value: applyFunction(apply, found.value) };
  } catch (error) {
    if (error instanceof PathFunctionError) return { kind: 'missing', why: error.message };
    throw error;
  }
}
