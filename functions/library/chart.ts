import type { Group } from './tally.ts';

const MOST_BARS = 24;
const WIDEST = 28;
const WIDTH = 640;
const LABEL = 190;
const BAR = 18;
const TOP = 44;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** XML takes no control characters at all, and two that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are meant
const shown = (text: string): string => escaped(text.replace(/[\u0000-\u001f\u007f\ufffe\uffff]/g, ' '));

/** By whole characters: half of one is none. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > WIDEST ? `${characters.slice(0, WIDEST - 1).join('')}…` : text;
}

/** A small bar chart, as SVG: a bar a group, as long as its count. Of more groups than have room, the first. */
export function chartOf(title: string, groups: readonly Group[]): string {
  const bars = groups.slice(0, MOST_BARS);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const height = TOP + bars.length * (BAR + 6) + 10;
  const left = groups.length - bars.length;
  const heading = left > 0 ? `${title} (${left} more are in the table)` : title;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">`,
    `<title>${shown(heading)}</title>`,
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="10" y="24" font-size="15">${shown(heading)}</text>`,
    ...bars.map((group, index) => bar(group, TOP + index * (BAR + 6), most)),
    '</svg>',
  ].join('\n')}\n`;
}

function bar({ value, count }: Group, y: number, most: number): string {
  const length = Math.max(1, Math.round(((WIDTH - LABEL - 80) * count) / most));
  return [
    `<text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${shown(shortened(value))}</text>`,
    `<rect x="${LABEL}" y="${y}" width="${length}" height="${BAR}" fill="#3366aa"/>`,
    `<text x="${LABEL + length + 6}" y="${y + 13}">${count}</text>`,
  ].join('');
}
