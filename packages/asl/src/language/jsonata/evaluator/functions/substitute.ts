import { isList, type Members } from '../values.ts';

/** Fills a replacement: `$1` stands for what the first group matched, `$0` for all, `$$` for a dollar sign. */
export function substitute(replacement: string, { match, groups }: Members): string {
  const found = isList(groups) ? groups : [];
  let result = '';
  let position = 0;
  for (let at = replacement.indexOf('$'); at !== -1; at = replacement.indexOf('$', position)) {
    result += replacement.substring(position, at);
    position = at + 1;
    const sign = replacement.charAt(position);
    if (sign === '$' || sign === '0') {
      result += sign === '$' ? '$' : String(match);
      position += 1;
      continue;
    }
    const group = groupAt(replacement, position, found.length);
    if (Number.isNaN(group)) result += '$';
    else {
      result += String(found[group - 1] ?? '');
      position += String(group).length;
    }
  }
  return result + replacement.substring(position);
}

/** As many digits as the number of groups has, or one less where that is too much. */
function groupAt(replacement: string, position: number, groups: number): number {
  const digits = groups === 0 ? 1 : Math.floor(Math.log10(groups)) + 1;
  const group = Number.parseInt(replacement.substring(position, position + digits), 10);
  return digits > 1 && group > groups
    ? Number.parseInt(replacement.substring(position, position + digits - 1), 10)
    : group;
}
