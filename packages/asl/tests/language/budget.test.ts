import { expect, it } from 'vitest';
import { Budget, BudgetExceeded, holdAll, limits, spendOn } from '#asl/language/budget.ts';

it.each([spendOn, holdAll])('%o gathers no more of what is shared than the budget lets it', (spend) => {
  const shared = Array.from({ length: 1_000 }, () => 1);
  let read = 0;
  const counted = Object.defineProperty(shared, Symbol.iterator, {
    value: function* () {
      for (let at = 0; at < shared.length; at += 1) {
        read += 1;
        yield 1;
      }
    },
  });
  const all = Array.from({ length: 100 }, () => counted);
  expect(() => spend(all, new Budget(limits({ steps: 500 })))).toThrow(BudgetExceeded);
  expect(read).toBeLessThan(1_000);
});
