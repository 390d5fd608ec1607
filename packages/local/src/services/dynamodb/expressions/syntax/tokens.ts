/** Token: one word, placeholder, number or sign of an expression, and where it lies in the text. */
export interface Token {
  readonly kind: 'word' | 'name' | 'value' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words, `#name`, `:value`, whole numbers, signs; what is none of them is a sign of its own that no grammar takes. */
const TOKEN =
  /[ \t\r\n]*(?:([A-Za-z][A-Za-z0-9_]*)|(#[A-Za-z0-9_]+)|(:[A-Za-z0-9_]+)|(0|[1-9][0-9]*)|(<>|<=|>=|[^ \t\r\n]))/uy;

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) tokens.push(tokenOf(match));
  tokens.push({ kind: 'end', text: '<EOF>', start: text.length, end: text.length });
  return tokens;
}

function tokenOf(match: RegExpExecArray): Token {
  const [whole, word, name, value, number, sign = ''] = match;
  const end = match.index + whole.length;
  const made = (kind: Token['kind'], text: string): Token => ({ kind, text, start: end - text.length, end });
  if (word !== undefined) return made('word', word);
  if (name !== undefined) return made('name', name);
  if (value !== undefined) return made('value', value);
  return number === undefined ? made('sign', sign) : made('number', number);
}
