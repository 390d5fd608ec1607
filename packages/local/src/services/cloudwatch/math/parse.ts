import { MathError } from '#services/cloudwatch/math/math-error.ts';

export type Operator = '+' | '-' | '*' | '/';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'variable'; readonly id: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Expression[] }
  | { readonly kind: 'operation'; readonly operator: Operator; readonly left: Expression; readonly right: Expression };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?|\.\d+)|([A-Za-z]\w*)|(.))/gsy;

/** Throws MathError. */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  const parsed = sum(tokens);
  if (tokens.peek() !== undefined) throw new MathError(`${tokens.peek()} is not expected in ${text}`);
  return parsed;
}

interface Tokens {
  peek(): string | undefined;
  /** Throws MathError at the end. */
  take(): string;
  /** Takes the token if it is this one. */
  skip(token: string): boolean;
}

function tokenize(text: string): Tokens {
  const tokens = [...text.trimEnd().matchAll(TOKEN)].map(([token]) => token.trim());
  let at = 0;
  return {
    peek: () => tokens[at],
    take() {
      const token = tokens[at++];
      if (token === undefined) throw new MathError(`${text} ends too early`);
      return token;
    },
    skip(token) {
      const found = tokens[at] === token;
      if (found) at += 1;
      return found;
    },
  };
}

const isOneOf =
  (...operators: readonly Operator[]) =>
  (token: string | undefined): token is Operator =>
    operators.some((operator) => operator === token);

const isAdditive = isOneOf('+', '-');
const isMultiplicative = isOneOf('*', '/');

const sum = (tokens: Tokens): Expression => leftToRight(tokens, isAdditive, product);
const product = (tokens: Tokens): Expression => leftToRight(tokens, isMultiplicative, factor);

function leftToRight(
  tokens: Tokens,
  isMine: (token: string | undefined) => token is Operator,
  inner: (tokens: Tokens) => Expression,
): Expression {
  let left = inner(tokens);
  for (let operator = tokens.peek(); isMine(operator); operator = tokens.peek()) {
    tokens.take();
    left = { kind: 'operation', operator, left, right: inner(tokens) };
  }
  return left;
}

function factor(tokens: Tokens): Expression {
  const token = tokens.take();
  if (token === '-') return { kind: 'operation', operator: '-', left: zero, right: factor(tokens) };
  if (token === '(') return followedBy(')', tokens, sum(tokens));
  if (token === '[') return { kind: 'list', items: listUntil(']', tokens) };
  if (/^[\d.]/.test(token)) return { kind: 'number', value: Number(token) };
  if (!/^[A-Za-z]/.test(token)) throw new MathError(`${token} is not supported here`);
  return tokens.skip('(')
    ? { kind: 'call', name: token, inputs: listUntil(')', tokens) }
    : { kind: 'variable', id: token };
}

const zero: Expression = { kind: 'number', value: 0 };

function listUntil(end: string, tokens: Tokens): readonly Expression[] {
  const items: Expression[] = [];
  if (tokens.skip(end)) return items;
  do items.push(sum(tokens));
  while (tokens.skip(','));
  return followedBy(end, tokens, items);
}

function followedBy<T>(end: string, tokens: Tokens, value: T): T {
  const token = tokens.take();
  if (token !== end) throw new MathError(`${end} is expected instead of ${token}`);
  return value;
}
