import { UsageError } from '@safelight/local/cli/usage';
import { BILLED, type BilledKind, RATES, type Rate, type Rates } from '@safelight/local/usage/bill/rates';

/** The rates with other prices: `states.transition=0.00003`, in dollars for one unit. Throws UsageError. */
export function withPrices(given: readonly string[]): Rates {
  const rates: Record<BilledKind, Rate> = { ...RATES };
  for (const each of given) {
    const [, name = '', dollars = ''] = /^([\w.-]+)=(\d+(?:\.\d+)?(?:e-?\d+)?)$/.exec(each) ?? [];
    const kind = BILLED.find((billed) => billed === name);
    if (!kind) throw new UsageError(`--price takes KIND=DOLLARS, KIND one of ${BILLED.join(', ')}, not ${each}.`);
    rates[kind] = { ...rates[kind], dollars: Number(dollars) };
  }
  return rates;
}
