/** Token of a statement. Quoted names and texts come without their quotes. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'text' | 'number' | 'sign' | 'unknown' | 'end';
  readonly text: string;
  /** Line and column, both from one, and length: as AWS says where something lies. */
  readonly at: string;
}

const SPACE = /(?:\s|--[^\n]*|\/\*[\s\S]*?\*\/)*/y;

const TOKEN =
  /(?:([A-Za-z_$][A-Za-z0-9_$]*)|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(<<|>>|<>|!=|<=|>=|[-+*/=<>()[\]{},.:;?])|([\s\S]))/y;

export function tokensOf(statement: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = behindSpace(statement, 0); at < statement.length; at = behindSpace(statement, TOKEN.lastIndex)) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(statement);
    if (match === null) throw new Error('every character is a token');
    tokens.push(tokenOf(match, statement));
  }
  tokens.push({ kind: 'end', text: '', at: place(statement, statement.length, 0) });
  return tokens;
}

/** Comments are space too. */
function behindSpace(statement: string, from: number): number {
  SPACE.lastIndex = from;
  SPACE.exec(statement);
  return SPACE.lastIndex;
}

function tokenOf(match: RegExpExecArray, statement: string): Token {
  const [whole, word, quoted, text, number, sign, unknown = ''] = match;
  const made = (kind: Token['kind'], value: string, length = value.length): Token => {
    const start = match.index + whole.length - length;
    return { kind, text: value, at: place(statement, start, length) };
  };
  if (word !== undefined) return made('word', word);
  if (quoted !== undefined) return made('quoted', quoted.replaceAll('""', '"'), quoted.length + 2);
  if (text !== undefined) return made('text', text.replaceAll("''", "'"), text.length + 2);
  if (number !== undefined) return made('number', number);
  return sign === undefined ? made('unknown', unknown) : made('sign', sign);
}

function place(statement: string, start: number, length: number): string {
  const lines = statement.slice(0, start).split('\n');
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}:${length}`;
}
