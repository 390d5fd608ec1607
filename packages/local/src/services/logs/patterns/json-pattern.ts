import { isJsonObject, type Json } from '@safelight/asl/json';
import { condition } from '#services/logs/patterns/condition.ts';
import type { Matches } from '#services/logs/patterns/filter-pattern.ts';
import { refusePattern } from '#services/logs/patterns/invalid-pattern.ts';

type Test = (document: Json) => boolean;

const TOKEN =
  /\s*(\(|\)|&&|\|\||!=|<=|>=|=|<|>|"(?:[^"\\]|\\.)*"|%[^%]+%|\$(?:\[[^\]]*\]|\.\[[^\]]*\]|[^\s()=!<>&|[\]])*|[^\s()=!<>&|{}"]+)/y;
const STEP = /\.?\[(?:"([^"]+)"|'([^']+)'|(\d+))\]|\.([A-Za-z0-9_-]+)/y;

/**
 * `{ $.level = "ERROR" && ($.code >= 500 || $.user NOT EXISTS) }`. A message that is no JSON object does not match.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html#matching-terms-json-log-events
 */
export function jsonPattern(pattern: string): Matches {
  if (!pattern.endsWith('}')) return refusePattern(`a pattern for JSON ends with }: ${pattern}`);
  const reading = { tokens: tokensOf(pattern.slice(1, -1).trimEnd()), at: 0 };
  const test = either(reading);
  if (reading.at < reading.tokens.length)
    return refusePattern(`nothing can follow there: ${reading.tokens[reading.at]}`);
  return (message) => {
    const document = parse(message);
    return document !== undefined && test(document);
  };
}

interface Reading {
  readonly tokens: readonly string[];
  at: number;
}

function tokensOf(text: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < text.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(text);
    if (!match) return refusePattern(text.slice(at));
    tokens.push(match[1] ?? '');
  }
  return tokens;
}

function next(reading: Reading): string {
  const token = reading.tokens[reading.at] ?? '';
  reading.at += 1;
  return token;
}

function either(reading: Reading): Test {
  const tests = [both(reading)];
  for (; reading.tokens[reading.at] === '||'; tests.push(both(reading))) reading.at += 1;
  return (document) => tests.some((test) => test(document));
}

function both(reading: Reading): Test {
  const tests = [one(reading)];
  for (; reading.tokens[reading.at] === '&&'; tests.push(one(reading))) reading.at += 1;
  return (document) => tests.every((test) => test(document));
}

function one(reading: Reading): Test {
  const token = next(reading);
  if (token !== '(') return comparison(token, reading);
  const test = either(reading);
  return next(reading) === ')' ? test : refusePattern('a parenthesis is not closed');
}

function comparison(selector: string, reading: Reading): Test {
  const find = property(selector);
  const operator = next(reading);
  if (operator === '') return refusePattern(`nothing is asked of ${selector}`);
  const operand = next(reading);
  if (operand === '' || operand === ')') return refusePattern(`${operator} needs something after it`);
  switch (`${operator} ${operand}`.toUpperCase()) {
    case 'IS NULL':
      return (document) => find(document) === null;
    case 'IS TRUE':
      return (document) => find(document) === true;
    case 'IS FALSE':
      return (document) => find(document) === false;
    case 'NOT EXISTS':
      return (document) => find(document) === undefined;
  }
  const meets = condition(operator, operand);
  return (document) => meets(find(document));
}

function property(selector: string): (document: Json) => Json | undefined {
  if (!selector.startsWith('$')) return refusePattern(`a property begins with $: ${selector}`);
  const steps: string[] = [];
  STEP.lastIndex = 1;
  for (let at = 1; at < selector.length; at = STEP.lastIndex) {
    const match = STEP.exec(selector);
    if (!match) return refusePattern(selector);
    steps.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
  }
  if (steps.length === 0) return refusePattern(`a property has a name: ${selector}`);
  return (document) => steps.reduce<Json | undefined>(into, document);
}

function into(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(step)];
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function parse(message: string): Json | undefined {
  if (!message.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
