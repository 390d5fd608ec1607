import type { AwsError } from '#gateway/aws-error.ts';
import { invalidRequest } from '#services/xray/errors.ts';
import { malformed } from '#services/xray/filter/malformed.ts';
import type { Comparison } from '#services/xray/filter/nodes.ts';
import { type Token, tokensOf } from '#services/xray/filter/tokens.ts';

const SIGNS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);
const WORDS: ReadonlySet<string> = new Set(['CONTAINS', 'BEGINSWITH', 'ENDSWITH']);
const isComparison = (text: string): text is Comparison => SIGNS.has(text) || WORDS.has(text);

/** Deeper ones are nobody's, and would end the stack. */
const DEEPEST = 50;

/** The tokens of a filter expression, one after the other. All that reads throws InvalidRequestException. */
export class Reader {
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = tokensOf(expression);
  }

  get #next(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: this.#expression.length };
  }

  /** Whether what comes next begins another term. */
  get isAtTerm(): boolean {
    const { kind, text } = this.#next;
    if (kind === 'sign') return text === '!' || text === '(';
    return kind === 'word' && text.toUpperCase() !== 'OR';
  }

  nested<T>(read: () => T): T {
    if (++this.#depth > DEEPEST)
      throw invalidRequest(`Invalid filter expression: it is nested deeper than ${DEEPEST}.`);
    const result = read();
    this.#depth--;
    return result;
  }

  unexpected(wanted?: string): AwsError {
    return malformed(this.#expression, this.#next.text, this.#next.at, wanted);
  }

  takeWord(word: string): boolean {
    const isThere = this.#next.kind === 'word' && this.#next.text.toUpperCase() === word.toUpperCase();
    if (isThere) this.#at++;
    return isThere;
  }

  takeSign(sign: string): boolean {
    const isThere = this.#next.kind === 'sign' && this.#next.text === sign;
    if (isThere) this.#at++;
    return isThere;
  }

  takeComparison(): Comparison | undefined {
    const { kind, text } = this.#next;
    const word = kind === 'word' ? text.toUpperCase() : text;
    if (kind === 'string' || !isComparison(word)) return undefined;
    this.#at++;
    return word;
  }

  sign(sign: string): void {
    if (!this.takeSign(sign)) throw this.unexpected(`'${sign}'`);
  }

  word(wanted: string): string {
    return this.#take('word', wanted);
  }

  string(): string {
    return this.#take('string', 'a text in quotes');
  }

  wordOrString(): string {
    return this.#next.kind === 'string' ? this.string() : this.word('the key of an annotation');
  }

  value(): string | number | boolean {
    const { kind, text } = this.#next;
    if (kind === 'string') return this.string();
    if (kind === 'number') return Number(this.#take('number', 'a number'));
    if (kind !== 'word' || !/^(?:true|false)$/.test(text)) throw this.unexpected('a value');
    return this.word('a value') === 'true';
  }

  end(): void {
    if (this.#next.kind !== 'end') throw this.unexpected();
  }

  #take(kind: Token['kind'], wanted: string): string {
    const { text } = this.#next;
    if (this.#next.kind !== kind) throw this.unexpected(wanted);
    this.#at++;
    return text;
  }
}
