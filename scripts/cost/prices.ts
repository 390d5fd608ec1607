import { readFileSync } from 'node:fs';
import { UsageError } from '@safelight/local/cli/usage';
import { BILLED, type BilledKind, RATES, type Rate, type Rates } from '@safelight/local/usage/bill/rates';
import * as z from 'zod';

/** The rates with other prices: `states.transition=0.00003`, in dollars for one unit. Throws UsageError. */
export function withPrices(given: readonly string[], listed: Rates = RATES): Rates {
  const rates: Record<BilledKind, Rate> = { ...listed };
  for (const each of given) {
    const [, name = '', dollars = ''] = /^([\w.-]+)=(\d+(?:\.\d+)?(?:e-?\d+)?)$/.exec(each) ?? [];
    const kind = BILLED.find((billed) => billed === name);
    if (!kind) throw new UsageError(`--price takes KIND=DOLLARS, KIND one of ${BILLED.join(', ')}, not ${each}.`);
    rates[kind] = { ...rates[kind], dollars: Number(dollars) };
  }
  return rates;
}

const priceList = z.record(z.string(), z.number().nonnegative());

/** The rates with those of a JSON document, such as another region's: `{"s3.put": 0.0000054, …}`. Throws UsageError. */
export function withPriceList(file: string | undefined): Rates {
  if (file === undefined) return RATES;
  const list = priceList.safeParse(documentIn(file));
  const odd = list.success ? Object.keys(list.data).find((name) => !BILLED.some((kind) => kind === name)) : undefined;
  if (!list.success || odd !== undefined) {
    const what = odd === undefined ? `${file} does not have them` : `it has ${odd}`;
    throw new UsageError(
      `--prices takes a JSON document {KIND: DOLLARS, …}, KIND one of ${BILLED.join(', ')}: ${what}.`,
    );
  }
  return withPrices(Object.entries(list.data).map(([kind, dollars]) => `${kind}=${dollars}`));
}

function documentIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'it is no JSON' : 'it cannot be read';
    throw new UsageError(`--prices takes a JSON document, not ${file}: ${problem}.`);
  }
}
