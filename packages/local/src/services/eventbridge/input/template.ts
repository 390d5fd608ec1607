import type { Json } from '@safelight/asl/json';

const PLACEHOLDER = /<([A-Za-z0-9._-]+)>/g;

/** The names between `<` and `>` in an input template. */
export const placeholders = (template: string): string[] =>
  [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

/**
 * Fills an input template. Outside of quotes a value is written as JSON; inside, a string as its characters and anything
 * else as JSON without quotes. A value that is not there is an empty string.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fillTemplate(template: string, read: (name: string) => Json | undefined): string {
  return template.replaceAll(PLACEHOLDER, (_, name: string, at: number) => {
    const value = read(name) ?? '';
    return isQuoted(template, at) ? inString(value) : JSON.stringify(value);
  });
}

function inString(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  return JSON.stringify(value).replaceAll('"', '');
}

/** Whether a position lies within a JSON string. */
function isQuoted(template: string, at: number): boolean {
  return template.slice(0, at).replaceAll(/\\./g, '').split('"').length % 2 === 0;
}
