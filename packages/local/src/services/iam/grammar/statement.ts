import * as z from 'zod';
import type { Fault } from '#services/iam/grammar/refusals.ts';
import { record } from '#services/record.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const PRINCIPAL_TYPES = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;
const principal = z.union([z.literal('*'), z.partialRecord(z.enum(PRINCIPAL_TYPES), oneOrMore)]);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
const statementSchema = z.strictObject({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.optional(principal),
  NotPrincipal: z.optional(principal),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Condition: z.optional(
    record(record(z.union([scalar, z.array(scalar).min(1)]).transform((value) => [value].flat().map(String)))),
  ),
});

const documentSchema = z.strictObject({
  Version: z.optional(z.enum(['2012-10-17', '2008-10-17'])),
  Id: z.optional(z.string()),
  Statement: z.union([z.array(z.unknown()).min(1), record(z.unknown()).transform((one) => [one])]),
});

/** A statement as it is written, every list a list. */
export type WrittenStatement = z.output<typeof statementSchema>;
export type WrittenPrincipal = z.output<typeof principal>;
export type PrincipalType = (typeof PRINCIPAL_TYPES)[number];

export interface WrittenDocument {
  /** Policies of version 2008-10-17, which is what those without a version are, have no variables. */
  readonly variables: boolean;
  readonly statements: readonly WrittenStatement[];
}

/** Reads a document as far as every kind of policy is alike; what is wrong names the statement, counted from 1. */
export function readWritten(input: unknown): WrittenDocument | Fault {
  const parsed = documentSchema.safeParse(input);
  if (!parsed.success) return { is: documentFault(input, parsed.error), what: problem(parsed.error) };
  const statements: WrittenStatement[] = [];
  for (const [at, each] of parsed.data.Statement.entries()) {
    const statement = statementSchema.safeParse(each);
    if (!statement.success) return misshapen(each, statement.error, at + 1);
    statements.push(statement.data);
  }
  return { variables: parsed.data.Version === '2012-10-17', statements };
}

/** What is wrong before any statement is looked at. */
function documentFault(input: unknown, { issues }: z.ZodError): Fault['is'] {
  const fields = new Set(issues.map(({ path }) => path[0]));
  if (fields.has('Version')) return 'version';
  if (!fields.has('Statement') || !isObject(input)) return 'syntax';
  if (!('Statement' in input)) return 'no statement';
  return Array.isArray(input.Statement) && input.Statement.length === 0 ? 'empty' : 'syntax';
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function misshapen(written: unknown, error: z.ZodError, number: number): Fault {
  const lacksEffect = isObject(written) && !('Effect' in written);
  return { is: lacksEffect ? 'effect' : 'syntax', what: `statement ${number}: ${problem(error)}` };
}

const problem = (error: z.ZodError) =>
  z
    .prettifyError(error)
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('✖ ', '');
