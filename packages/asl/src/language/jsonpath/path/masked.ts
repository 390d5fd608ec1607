/** What stands in quotes, and regular expressions after `=~`, a bracket or at the start. */
const LITERAL = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?<=(?:^|=~|\(|&&|\|\|)\s*)\/(?:[^/\\]|\\.)+\//gs;

/**
 * A text in which signs are looked for outside of literals: the mask is as long, and has none of what stands in them.
 */
export class Masked {
  readonly text: string;
  readonly mask: string;

  constructor(text: string, mask: string) {
    this.text = text;
    this.mask = mask;
  }

  slice(from: number, to?: number): Masked {
    return new Masked(this.text.slice(from, to), this.mask.slice(from, to));
  }

  count(sign: string): number {
    return this.mask.split(sign).length - 1;
  }

  split(separator: string): readonly Masked[] {
    let at = 0;
    return this.mask.split(separator).map((part) => {
      const piece = this.slice(at, at + part.length);
      at += part.length + separator.length;
      return piece;
    });
  }

  /** What is left and right of the first separator. */
  splitOnce(separator: string): readonly [string, string] {
    const at = this.mask.indexOf(separator);
    return [this.text.slice(0, at).trim(), this.text.slice(at + separator.length).trim()];
  }

  /** Without brackets around it, or of a group that reaches beyond. */
  withoutStrayBrackets(): Masked {
    const start = this.mask.search(/[^(\s]/);
    const rest = this.slice(start < 0 ? this.text.length : start);
    let stray = rest.count(')') - rest.count('(');
    let end = rest.text.trimEnd().length;
    for (; stray > 0 && rest.mask[end - 1] === ')'; stray -= 1) end = lastInk(rest.text, end - 1);
    return rest.slice(0, end);
  }
}

/** Where a text ends before a place, spaces left aside. */
function lastInk(text: string, before: number): number {
  let end = before;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end;
}

export const masked = (text: string): Masked =>
  new Masked(
    text,
    text.replaceAll(LITERAL, (literal) => '_'.repeat(literal.length)),
  );
