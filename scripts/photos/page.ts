import { FORMATS, PRESETS } from '#functions/shared/formats.ts';
import { variantsOf } from '#functions/shared/variants.ts';
import { DEVELOPED, REFUSED } from './kinds.ts';

/** The tables of docs/pictures.md, by the name of the comments that they stand between. */
const TABLES: Readonly<Record<string, () => string>> = {
  variants: variantsTable,
  presets: presetsTable,
  developed: developedTable,
  refused: refusedTable,
};

/** The page with its generated tables as they should be. Throws where it has no place for one. */
export function picturesPage(page: string): string {
  return Object.entries(TABLES).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- /${name} -->)`);
    if (!place.test(text)) throw new Error(`docs/pictures.md has no <!-- ${name} --> … <!-- /${name} -->.`);
    return text.replace(place, (_all, start: string, end: string) => `${start}${table()}${end}`);
  }, page);
}

function variantsTable(): string {
  const { formats, widths } = variantsOf('dev');
  const rows = formats.map((each) => [each.format, settings(each), widths.join(', ')]);
  return table([['format', 'encoder', 'widths'], ...rows]);
}

function presetsTable(): string {
  const rows = Object.entries(FORMATS).map(([name, { presets }]) => [
    name,
    ...PRESETS.map((preset) => settings(presets[preset])),
  ]);
  return table([['format', ...PRESETS.map((preset) => `\`${preset}\``)], ...rows]);
}

function developedTable(): string {
  return table([
    ['format', 'kinds', 'colours by', 'motion', 'read for the manifest'],
    ...DEVELOPED.map(({ format, kinds, colour, motion, metadata }) => [
      format,
      kinds.join('; '),
      colour,
      motion,
      metadata,
    ]),
  ]);
}

function refusedTable(): string {
  return table([
    ['what', 'code', 'what people are told'],
    ...REFUSED.map(({ kind, code, sentence }) => [kind, `\`${code}\``, sentence]),
  ]);
}

/** Such as `quality 77, progressive`: what is off goes without saying. */
const settings = (all: Readonly<Record<string, unknown>>): string =>
  Object.entries(all)
    .filter(([name, value]) => name !== 'format' && value !== false)
    .map(([name, value]) => (value === true ? name : `${name} ${value}`))
    .join(', ');

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return lines.join('\n').replace(/^\| (---)( \| ---)* \|$/m, (line) => line.replaceAll(' ', ''));
}
