import { isJsonObject, type Json } from '#asl/json.ts';
import type { EvaluationContext } from '../../execution/evaluation-context.ts';
import { Budget, limits, STEPS_A_MEMBER } from '../budget.ts';

/** Bounds of one payload template, or of all rules of a Choice state: some hundred milliseconds at most, and 32 MB of text. */
const LIMITS = limits({ steps: 1_500_000, memory: 4_000_000 });

export const jsonPathBudget = (): Budget => new Budget(LIMITS);

/** What is left for an evaluation: paths and calls of one template share it. */
export function budgetOf(evaluation: EvaluationContext): Budget {
  evaluation.budget ??= jsonPathBudget();
  return evaluation.budget;
}

/** Another template begins, such as that of another attempt. */
export function renewBudget(evaluation: EvaluationContext): void {
  evaluation.budget = undefined;
}

/** Spends what it takes to go once over the items or members of a value. */
export function spendOnParts(value: Json, budget: Budget): void {
  if (isJsonObject(value)) budget.spend(STEPS_A_MEMBER * Object.keys(value).length);
  if (!Array.isArray(value)) return;
  budget.spend(value.length);
  for (const item of value) if (typeof item === 'string') budget.holdText(item.length);
}
