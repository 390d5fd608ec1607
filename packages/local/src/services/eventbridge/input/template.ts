import type { Json } from '@safelight/asl/json';

const PLACEHOLDER = /<([A-Za-z0-9._-]+)>/g;

/** The names between `<` and `>` in an input template. */
export const placeholders = (template: string): string[] =>
  [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name);

/**
 * Fills an input template. Outside of quotes a value is written as JSON; inside, a text as it is and anything else as JSON,
 * neither escaped: quotes in them make the whole no JSON. A value that is not there is an empty text.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fillTemplate(template: string, read: (name: string) => Json | undefined): string {
  return template.replaceAll(PLACEHOLDER, (_, name: string, at: number) => {
    const value = read(name) ?? '';
    return typeof value === 'string' && isQuoted(template, at) ? value : JSON.stringify(value);
  });
}

/** Whether a filled template is delivered: as JSON, or as lines that are each JSON. */
export const isDeliverable = (filled: string): boolean =>
  isJson(filled) || filled.split('\n').every((line) => line.trim() === '' || isJson(line));

export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a position lies within a JSON string. */
function isQuoted(template: string, at: number): boolean {
  return template.slice(0, at).replaceAll(/\\./g, '').split('"').length % 2 === 0;
}
