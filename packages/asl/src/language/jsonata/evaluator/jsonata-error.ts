import { MESSAGES } from './messages.ts';

/** What a message tells of: a value, the operator or function, the place of an argument. */
export type Inserts = Readonly<Record<string, unknown>>;

/** A failure of an expression, with jsonata's code. */
export class JsonataError extends Error {
  override readonly name = 'JsonataError';
  readonly code: string;
  readonly inserts: Inserts;

  constructor(code: string, inserts: Inserts = {}) {
    super(code);
    this.code = code;
    this.inserts = inserts;
  }

  /** Says which operator or function failed, unless that is known. */
  at(token: unknown): JsonataError {
    return this.inserts.token === undefined && token !== undefined
      ? new JsonataError(this.code, { ...this.inserts, token })
      : this;
  }

  /** As jsonata writes it: `{{name}}` stands for JSON, `{{{name}}}` for the plain text. */
  get text(): string {
    const template = MESSAGES[this.code];
    if (template === undefined) return String(this.inserts.message ?? '');
    return template.replaceAll(/\{\{\{(\w+)\}\}\}|\{\{(\w+)\}\}/g, (_, plain: string | undefined, json: string) =>
      plain === undefined ? String(JSON.stringify(this.inserts[json])) : String(this.inserts[plain]),
    );
  }
}

/** A failure of the service's own part of a function, of which AWS only tells an id. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}
