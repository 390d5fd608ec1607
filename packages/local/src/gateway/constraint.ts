import type * as z from 'zod';

/** A member of a request that breaks its model, in AWS's words. */
export interface Violation {
  /** As requests write it: `Targets.1.Id`, elements counted from one. */
  readonly member: string;
  readonly isMissing: boolean;
  /** `Value null at 'rule' failed to satisfy constraint: Member must not be null`. */
  readonly sentence: string;
  /** Its part behind the colon; of a check of one's own, the text of that check. */
  readonly constraint: string;
}

/**
 * Says what a schema found as AWS's services say what their models find, none of the schema library's words.
 * @param input what the schema was given
 */
export function violations({ issues }: z.ZodError, input: unknown): readonly Violation[] {
  return issues.map((issue) => {
    const value = issue.path.reduce<unknown>(memberOf, input);
    const isMissing = value === undefined || value === null;
    const constraint = isMissing && issue.code !== 'custom' ? 'Member must not be null' : constraintOf(issue);
    const shown = isMissing ? 'null' : `'${typeof value === 'object' ? JSON.stringify(value) : String(value)}'`;
    const at = issue.path.map((step) => (typeof step === 'number' ? `${step + 1}.member` : camel(String(step))));
    return {
      member: issue.path.map((step) => (typeof step === 'number' ? step + 1 : String(step))).join('.'),
      isMissing,
      sentence: `Value ${shown} at '${at.join('.')}' failed to satisfy constraint: ${constraint}`,
      constraint,
    };
  });
}

/** `2 validation errors detected: …; …` */
export function validationErrors(error: z.ZodError, input: unknown): string {
  const found = violations(error, input).map(({ sentence }) => sentence);
  return `${found.length} validation error${found.length === 1 ? '' : 's'} detected: ${found.join('; ')}`;
}

const camel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const memberOf = (value: unknown, step: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;

function constraintOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return `Member must have ${measure(issue.origin)} greater than or equal to ${issue.minimum}`;
    case 'too_big':
      return `Member must have ${measure(issue.origin)} less than or equal to ${issue.maximum}`;
    case 'invalid_format':
      return `Member must satisfy regular expression pattern: ${unslashed(issue.pattern ?? issue.format)}`;
    case 'invalid_value':
      return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
    case 'unrecognized_keys':
      return `${issue.keys.join(', ')} is not supported here`;
    case 'invalid_type':
      return `Member must be of type ${issue.expected}`;
    case 'custom':
      return issue.message;
    default:
      return 'Member must be valid';
  }
}

const measure = (origin: string) => (['number', 'int', 'bigint', 'date'].includes(origin) ? 'value' : 'length');

/** A pattern as AWS writes it: without slashes and anchors. */
const unslashed = (pattern: string) => pattern.replace(/^\/\^?/, '').replace(/\$?\/[a-z]*$/, '');
