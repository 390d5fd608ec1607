import { invalidRequest } from '#services/xray/errors.ts';
import { COMPARISONS, isKeywordNotHere, kindOfKeyword } from '#services/xray/filter/keywords.ts';
import type { Comparison, Field, Filter, ServicePattern } from '#services/xray/filter/nodes.ts';
import { Reader } from '#services/xray/filter/reader.ts';

/**
 * A filter expression: comparisons, combined by AND, OR, `!` and parentheses; what stands side by side is combined by AND.
 * Throws InvalidRequestException.
 */
export function parseFilter(expression: string): Filter {
  const reader = new Reader(expression);
  const filter = alternatives(reader);
  reader.end();
  return filter;
}

function alternatives(reader: Reader): Filter {
  const parts = [all(reader)];
  while (reader.takeWord('OR')) parts.push(all(reader));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'or', parts };
}

function all(reader: Reader): Filter {
  const parts = [term(reader)];
  while (reader.takeWord('AND') || reader.isAtTerm) parts.push(term(reader));
  return parts.length === 1 && parts[0] ? parts[0] : { kind: 'and', parts };
}

function term(reader: Reader): Filter {
  if (reader.takeSign('!')) return { kind: 'not', part: term(reader) };
  if (!reader.takeSign('(')) return keyword(reader);
  const inner = reader.nested(() => alternatives(reader));
  reader.sign(')');
  return inner;
}

function keyword(reader: Reader): Filter {
  const name = reader.word('a keyword');
  if (name === 'service') {
    const [of = {}, ...more] = patterns(reader);
    if (more.length > 0) throw invalidRequest('Invalid filter expression: service() takes one service or none.');
    return { kind: 'service', of, that: condition(reader) };
  }
  if (name === 'edge') {
    const [from, to, ...more] = patterns(reader);
    if (!(from && to) || more.length > 0) {
      throw invalidRequest('Invalid filter expression: edge() takes two services, the caller first.');
    }
    return { kind: 'edge', from, to, that: condition(reader) };
  }
  return comparison(reader, fieldOf(reader, name));
}

/** What stands in the parentheses of a complex keyword. */
function patterns(reader: Reader): readonly ServicePattern[] {
  reader.sign('(');
  const found: ServicePattern[] = [];
  while (!reader.takeSign(')')) {
    if (found.length > 0) reader.sign(',');
    found.push(pattern(reader));
  }
  return found;
}

const PATTERN_MEMBERS = { name: 'name', type: 'type', 'account.id': 'accountId' } as const;
const isPatternMember = (name: string): name is keyof typeof PATTERN_MEMBERS => Object.hasOwn(PATTERN_MEMBERS, name);

/** A name, or `id(name: "…", type: "…", account.id: "…")`. */
function pattern(reader: Reader): ServicePattern {
  if (!reader.takeWord('id')) return { name: reader.string() };
  reader.sign('(');
  const members: Record<string, string> = {};
  while (!reader.takeSign(')')) {
    if (Object.keys(members).length > 0) reader.sign(',');
    const member = reader.word('name, type or account.id');
    if (!isPatternMember(member)) {
      throw invalidRequest(`Invalid filter expression: id() has name, type and account.id, not '${member}'.`);
    }
    reader.sign(':');
    members[PATTERN_MEMBERS[member]] = reader.string();
  }
  return members;
}

/** What stands in braces behind a complex keyword. */
function condition(reader: Reader): Filter | undefined {
  if (!reader.takeSign('{')) return undefined;
  const inner = reader.nested(() => alternatives(reader));
  reader.sign('}');
  return inner;
}

function fieldOf(reader: Reader, name: string): Field {
  const [, key] = /^annotation\.(\w.*)$/.exec(name) ?? [];
  if (key !== undefined) return { kind: 'annotation', key };
  if (name === 'annotation') {
    reader.sign('[');
    const named = reader.wordOrString();
    reader.sign(']');
    return { kind: 'annotation', key: named };
  }
  if (isKeywordNotHere(name)) throw invalidRequest(`The keyword ${name} of filter expressions is not supported here.`);
  if (kindOfKeyword(name) === undefined) {
    throw invalidRequest(`Invalid filter expression: '${name}' is not a keyword.`);
  }
  return { kind: 'keyword', name };
}

function comparison(reader: Reader, field: Field): Filter {
  const by = reader.takeComparison();
  const kind = field.kind === 'annotation' ? 'annotation' : (kindOfKeyword(field.name) ?? 'string');
  const name = field.kind === 'annotation' ? `annotation.${field.key}` : field.name;
  if (by === undefined) {
    if (kind === 'boolean' || kind === 'annotation') return { kind: 'has', field };
    throw reader.unexpected('an operator');
  }
  if (!COMPARISONS[kind].includes(by)) {
    throw invalidRequest(`Invalid filter expression: ${name} cannot be compared by ${by}.`);
  }
  const value = reader.value();
  if (!isOfKind(kind, value, by)) {
    throw invalidRequest(`Invalid filter expression: ${name} cannot be compared with ${JSON.stringify(value)}.`);
  }
  return { kind: 'compare', field, by, value };
}

const isOfKind = (kind: string, value: string | number | boolean, by: Comparison): boolean => {
  if (kind !== 'annotation') return typeof value === kind;
  if (COMPARISONS.string.slice(2).includes(by)) return typeof value === 'string';
  return by === '=' || by === '!=' || typeof value === 'number';
};
