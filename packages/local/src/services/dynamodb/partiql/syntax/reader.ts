import type { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';
import { isKeyword } from '#services/dynamodb/partiql/syntax/keywords.ts';
import { type Token, tokensOf } from '#services/dynamodb/partiql/syntax/tokens.ts';
import type { AttributeValue } from '#services/dynamodb/values/attribute-value.ts';

/** More than the 300 operators that a condition may have. */
const DEEPEST = 400;

/** Reader of the tokens and the parameters of one statement. */
export class Reader {
  readonly #tokens: readonly Token[];
  readonly #parameters: readonly AttributeValue[];
  #at = 0;
  #used = 0;
  #depth = 0;

  constructor(statement: string, parameters: readonly AttributeValue[]) {
    this.#tokens = tokensOf(statement);
    this.#parameters = parameters;
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[this.#at + ahead] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error('a statement always has an end');
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  isWord(word: string, ahead = 0): boolean {
    const { kind, text } = this.peek(ahead);
    return kind === 'word' && text.toUpperCase() === word;
  }

  isSign(sign: string, ahead = 0): boolean {
    const { kind, text } = this.peek(ahead);
    return kind === 'sign' && text === sign;
  }

  takeWord(word: string): boolean {
    const is = this.isWord(word);
    if (is) this.#at++;
    return is;
  }

  takeSign(sign: string): boolean {
    const is = this.isSign(sign);
    if (is) this.#at++;
    return is;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.malformed();
  }

  expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw this.malformed();
  }

  /** A name of an attribute, a table or an index. */
  name(): string {
    if (!this.isName()) throw this.malformed();
    return this.next().text;
  }

  /** Whether a function's name and its parenthesis stand here: `size` is one, though a keyword. */
  isCall(): boolean {
    return this.peek().kind === 'word' && this.isSign('(', 1);
  }

  isName(): boolean {
    const { kind, text } = this.peek();
    return kind === 'quoted' || (kind === 'word' && !isKeyword(text));
  }

  /** Something that may hold more of its kind. Throws ValidationException where that goes on and on. */
  deeper<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) throw this.malformed();
    const made = read();
    this.#depth--;
    return made;
  }

  /** What stands for the next `?`. Throws ValidationException where nothing was given. */
  parameter(): AttributeValue {
    this.expectSign('?');
    const value = this.#parameters[this.#used++];
    if (value === undefined) throw wrongParameters();
    return value;
  }

  /** Throws ValidationException where a statement goes on, or has fewer `?` than there are parameters. */
  expectEnd(): void {
    this.takeSign(';');
    if (this.peek().kind !== 'end') throw this.malformed();
    if (this.#used !== this.#parameters.length) throw wrongParameters();
  }

  malformed(): AwsError {
    const { kind, text, at } = this.peek();
    const what = kind === 'end' ? 'unexpected end of statement' : `unexpected term '${text}' at ${at}`;
    return validationError(`Statement wasn't well formed, can't be processed: ${what}`);
  }
}

const wrongParameters = () => validationError("Number of parameters in request and statement don't match.");
