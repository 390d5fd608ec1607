import { malformed } from '#services/xray/filter/malformed.ts';

export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'sign' | 'end';
  readonly text: string;
  /** Where it begins, from 0. */
  readonly at: number;
}

const PATTERN =
  /\s*(?:(?<string>"(?:[^"\\]|\\.)*")|(?<number>-?\d+(?:\.\d+)?)|(?<word>[A-Za-z_][\w.]*)|(?<sign>!=|>=|<=|[=<>!(){}[\],:]))/y;

/** Throws InvalidRequestException. */
export function tokensOf(expression: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = expression.trimEnd().length;
  for (let at = 0; at < end; ) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(expression);
    const [kind, text] = Object.entries(match?.groups ?? {}).find(([, found]) => found !== undefined) ?? [];
    if (!match || text === undefined) throw malformed(expression, expression.slice(at).trim().slice(0, 1), at);
    const begin = PATTERN.lastIndex - text.length;
    tokens.push({ kind: kindOf(kind), text: kind === 'string' ? unquoted(text) : text, at: begin });
    at = PATTERN.lastIndex;
  }
  return [...tokens, { kind: 'end', text: '', at: end }];
}

function kindOf(name: string | undefined): Token['kind'] {
  switch (name) {
    case 'string':
    case 'number':
    case 'word':
      return name;
    default:
      return 'sign';
  }
}

const unquoted = (text: string) => text.slice(1, -1).replace(/\\(.)/g, '$1');
