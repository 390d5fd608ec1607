import { BILLED, RATES } from '@safelight/local/usage/bill/rates';

const BEGIN = '<!-- rates: npm run docs:cost -->';
const END = '<!-- rates end -->';

const price = (dollars: number): string => {
  if (dollars < 1e-3) return `$${Number((dollars * 1e6).toPrecision(8))} for a million`;
  return `$${dollars}`;
};

const row = (kind: (typeof BILLED)[number]): string => {
  const { service, what, unit, dollars, freeUnits } = RATES[kind];
  return `| \`${kind}\` | ${service} | ${what} | ${unit} | ${price(dollars)} | ${freeUnits === 0 ? '' : freeUnits.toLocaleString('en-US')} |`;
};

/** docs/cost.md with the table of all that is billed, and at what. Throws where the page has no place for it. */
export function withRates(page: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`docs/cost.md has no place for rates: ${BEGIN}`);
  const head = ['| kind | service | what | unit | a unit | free each month |', '|---|---|---|---|---|---|'];
  return [`${before}${BEGIN}`, '', ...head, ...BILLED.map(row), '', `${END}${after}`].join('\n');
}
