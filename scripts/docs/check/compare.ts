/**
 * Whether what was printed is what a page shows. `…` within a line stands for any text, alone on a line for any lines.
 * Returns undefined where it is, and otherwise the first line of the page that was not found.
 */
export function difference(shown: readonly string[], printed: readonly string[]): string | undefined {
  const wanted = trimmed(shown);
  const given = trimmed(printed);
  const from = (at: number, of: number): string | undefined => {
    const line = wanted[at];
    if (line === undefined) return of === given.length ? undefined : `nothing after this, but there is: ${given[of]}`;
    if (line.trim() === '…') {
      for (let next = of; next <= given.length; next++) if (from(at + 1, next) === undefined) return undefined;
      return wanted[at + 1] ?? line;
    }
    const found = given[of];
    return found !== undefined && patternOf(line).test(found.trimEnd()) ? from(at + 1, of + 1) : line;
  };
  return from(0, 0);
}

const patternOf = (line: string) =>
  new RegExp(
    `^${line
      .trimEnd()
      .split('…')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  );

function trimmed(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}
