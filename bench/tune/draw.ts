import { scaleLinear, scaleLog } from 'd3-scale';
import type { Row } from './print.ts';

interface Drawn {
  readonly format: string;
  readonly rows: readonly Row[];
}

const [WIDTH, HEIGHT] = [640, 360];
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 16, 40, 44];
const MOST_TICKS = 6;

/** An SVG of all fronts, one below the other: time to the right, on a logarithm, bytes upwards. */
export function drawing(all: readonly Drawn[]): string {
  const charts = all.map((each, index) => `<g transform="translate(0 ${index * HEIGHT})">\n${chart(each)}\n</g>`);
  const size = `viewBox="0 0 ${WIDTH} ${HEIGHT * all.length}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="12">\n<rect width="100%" height="100%" fill="#fff"/>\n${charts.join('\n')}\n</svg>\n`;
}

function chart({ format, rows }: Drawn): string {
  const all = [...rows, { milliseconds: 1, bytes: 1 }];
  const x = scaleLog(extent(all.map(({ milliseconds }) => milliseconds)), [LEFT, WIDTH - RIGHT]).nice();
  const y = scaleLinear(extent(all.map(({ bytes }) => bytes)), [HEIGHT - BOTTOM, TOP]).nice();
  const front = rows.filter(({ isFront }) => isFront);
  const path = front.map(({ milliseconds, bytes }) => `${px(x(milliseconds))},${px(y(bytes))}`).join(' ');
  return [
    text(LEFT, TOP - 18, `${format}: bytes and time at the default's score, relative to it`, 'font-weight="bold"'),
    ...x.ticks(MOST_TICKS).map((tick) => vertical(x(tick), x.tickFormat(MOST_TICKS, '~g')(tick))),
    ...y.ticks(MOST_TICKS).map((tick) => horizontal(y(tick), String(tick))),
    text(WIDTH / 2, HEIGHT - 8, 'encoding time', 'text-anchor="middle"'),
    `<polyline points="${path}" fill="none" stroke="#b45309"/>`,
    ...rows.map((row) => dot(x(row.milliseconds), y(row.bytes), row)),
    `<path d="M${px(x(1) - 6)},${px(y(1))}h12m-6,-6v12" stroke="#111" fill="none"><title>the default</title></path>`,
  ].join('\n');
}

/** With room around a single value. */
function extent(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? [low * 0.9, high * 1.1] : [low, high];
}

const dot = (x: number, y: number, { name, quality, isFront }: Row) =>
  `<circle cx="${px(x)}" cy="${px(y)}" r="${isFront ? 4 : 3}" fill="${isFront ? '#b45309' : '#9ca3af'}"><title>quality ${quality.toFixed(1)}, ${name}</title></circle>`;

const vertical = (x: number, label: string) =>
  `<line x1="${px(x)}" x2="${px(x)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#e5e7eb"/>${text(x, HEIGHT - BOTTOM + 16, label, 'text-anchor="middle"')}`;

const horizontal = (y: number, label: string) =>
  `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${px(y)}" y2="${px(y)}" stroke="#e5e7eb"/>${text(LEFT - 6, y + 4, label, 'text-anchor="end"')}`;

const text = (x: number, y: number, said: string, more: string) =>
  `<text x="${px(x)}" y="${px(y)}" ${more}>${said}</text>`;

const px = (value: number) => value.toFixed(1);
