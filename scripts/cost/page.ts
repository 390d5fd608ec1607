import { linesOf } from '@safelight/local/usage/bill/bill';
import { BILLED, RATES } from '@safelight/local/usage/bill/rates';
import type { Counts } from '@safelight/local/usage/meter';
import { PRESETS } from '#functions/shared/formats.ts';
import { ENCODING, ORDER, PHOTO, ROUTES } from './examples.ts';

const price = (dollars: number): string => {
  if (dollars < 1e-3) return `$${Number((dollars * 1e6).toPrecision(8))} for a million`;
  return `$${dollars}`;
};

function rates(): readonly string[] {
  const row = (kind: (typeof BILLED)[number]): string => {
    const { service, what, unit, dollars, freeUnits } = RATES[kind];
    return `| \`${kind}\` | ${service} | ${what} | ${unit} | ${price(dollars)} | ${freeUnits === 0 ? '' : freeUnits.toLocaleString('en-US')} |`;
  };
  const head = ['| kind | service | what | unit | a unit | free each month |', '|---|---|---|---|---|---|'];
  return [...head, ...BILLED.map(row)];
}

const large = (dollars: number) => `$${dollars.toLocaleString('en-US', { maximumFractionDigits: 2 })}`;

/** What a million of a photo or an order costs, without what depends on the machine. */
function example(counts: Counts): readonly string[] {
  const lines = linesOf(counts, RATES);
  const total = lines.reduce((sum, { dollars }) => sum + dollars, 0);
  return [
    '| service | what | of one | of a million |',
    '|---|---|---|---|',
    ...lines.map(
      ({ service, what, count, dollars }) => `| ${service} | ${what} | ${count} | ${large(dollars * 1e6)} |`,
    ),
    `| in all | | | ${large(total * 1e6)} |`,
  ];
}

/** Seconds that a photo of the table takes to develop, and its metadata to be read. */
const [DEVELOPED_S, READ_S] = [10, 0.7];
const STEPS_IN_SECOND = 10;
const GB = 64 / 1024;

function routes(): readonly string[] {
  const all = Object.entries(ROUTES);
  const row = (name: string, cell: (route: (typeof all)[number][1]) => string) =>
    `| ${name} | ${all.map(([, route]) => cell(route)).join(' | ')} |`;
  const dollars = ({ transitions, requests, developsInExpress }: (typeof all)[number][1]) => {
    const seconds = READ_S + (developsInExpress ? DEVELOPED_S : 0);
    const counts = { 'states.transition': transitions, 'states.express.request': requests };
    const lines = linesOf({ ...counts, 'states.express.step': seconds * STEPS_IN_SECOND }, RATES);
    return lines.reduce((sum, line) => sum + line.dollars, 0) * 1e6;
  };
  return [
    `| a photo of 12 megapixels, 9 variants | ${all.map(([name]) => name).join(' | ')} |`,
    `|---|${all.map(() => '---').join('|')}|`,
    row('state transitions', ({ transitions }) => String(transitions)),
    row('Express requests', ({ requests }) => String(requests)),
    row('Express GB-seconds, with *n* seconds of developing', ({ developsInExpress }) => {
      const read = (READ_S * GB).toFixed(2);
      return developsInExpress ? `${GB.toFixed(2)} *n* + ${read}` : read;
    }),
    row(`Step Functions, a million photos, developed in ${DEVELOPED_S} s`, (route) => `$${Math.round(dollars(route))}`),
  ];
}

/** One vCPU. */
const CONVERT_MB = 1769;
/** That the encoding of a photo took by the settings before the presets. */
const ENCODED_S = [1, 5] as const;

function encoding(): readonly string[] {
  const dollars = (seconds: number) => {
    const lines = linesOf({ 'lambda.arm64.mb-ms': seconds * 1000 * CONVERT_MB }, RATES);
    return `$${Math.round(lines.reduce((sum, line) => sum + line.dollars, 0) * 1e6)}`;
  };
  const row = (name: string, share: number) =>
    `| ${[name, share.toFixed(2), ...ENCODED_S.map((seconds) => dollars(seconds * share))].join(' | ')} |`;
  return [
    `| preset | time of encoding | ${ENCODED_S.map((seconds) => `a million photos of ${seconds} s`).join(' | ')} |`,
    '|---|---|---|---|',
    row('none: AVIF effort 2, WebP effort 4, mozjpeg', 1),
    ...PRESETS.map((preset) => row(`\`${preset}\``, ENCODING[preset])),
  ];
}

const TABLES = { rates, photo: () => example(PHOTO), order: () => example(ORDER), encoding, routes };

/** docs/cost.md with its tables. Throws where the page has no place for one. */
export function withTables(page: string): string {
  return Object.entries(TABLES).reduce((text, [name, table]) => {
    const [begin, end] = [`<!-- ${name}: npm run docs:cost -->`, `<!-- ${name} end -->`];
    const [before, rest] = text.split(begin);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`docs/cost.md has no place for ${name}: ${begin}`);
    return [`${before}${begin}`, '', ...table(), '', `${end}${after}`].join('\n');
  }, page);
}
