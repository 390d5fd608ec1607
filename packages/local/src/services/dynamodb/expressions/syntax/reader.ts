import { ExpressionError } from '#services/dynamodb/expressions/expression-error.ts';
import { type Token, tokensOf } from '#services/dynamodb/expressions/syntax/tokens.ts';

const KEYWORDS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'SET', 'REMOVE', 'ADD', 'DELETE']);

/** Deeper than any expression of 300 operators without redundant parentheses. */
const DEEPEST = 700;
const REDUNDANT = 'The expression has redundant parentheses;';

/** Reader of the tokens of one expression, with AWS's words for what does not fit. */
export class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  /** Closing parenthesis of each opening one, by their places among the tokens. */
  readonly #closed = new Map<number, number>();
  #depth = 0;
  #fault: ExpressionError | undefined;
  /** Operators and functions so far. */
  operators = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  /** A token ahead; behind the end there is nothing but the end. */
  peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('an expression always has an end');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'sign' && token.text === text;
  }

  keyword(): string | undefined {
    const { kind, text } = this.peek();
    const upper = text.toUpperCase();
    return kind === 'word' && KEYWORDS.has(upper) ? upper : undefined;
  }

  takeSign(text: string): boolean {
    const is = this.isSign(text);
    if (is) this.#at++;
    return is;
  }

  takeKeyword(word: string): boolean {
    const is = this.keyword() === word;
    if (is) this.#at++;
    return is;
  }

  expectSign(text: string): void {
    if (!this.takeSign(text)) throw this.syntaxError();
  }

  expectKeyword(word: string): void {
    if (!this.takeKeyword(word)) throw this.syntaxError();
  }

  /** Ends the reading: nothing may follow, and what was wrong apart from syntax is told now. */
  expectEnd(): void {
    if (this.peek().kind !== 'end') throw this.syntaxError();
    if (this.#fault) throw this.#fault;
  }

  /** Something in parentheses, which may not stand in parentheses of their own. */
  inParentheses<T>(read: () => T): T {
    const open = this.#at;
    this.expectSign('(');
    if (++this.#depth > DEEPEST) throw new ExpressionError(REDUNDANT);
    const inner = read();
    this.#depth--;
    const close = this.#at;
    this.expectSign(')');
    this.#closed.set(open, close);
    if (this.#closed.get(open + 1) === close - 1) this.fault(REDUNDANT);
    return inner;
  }

  /** AWS checks the whole syntax before it tells of anything else: the first such fault is kept until then. */
  fault(message: string): void {
    this.#fault ??= new ExpressionError(message);
  }

  syntaxError(): ExpressionError {
    const token = this.peek();
    const start = this.#at > 0 ? this.peek(-1).start : 0;
    const near = this.#text.slice(start, this.peek(1).end);
    return new ExpressionError(`Syntax error; token: "${token.text}", near: "${near}"`);
  }
}
