import * as z from 'zod';
import { AwsError } from '#gateway/aws-error.ts';
import { malformedXml, readXml } from '#gateway/xml.ts';
import { s3Errors } from '#services/s3/errors.ts';

/** Whole number in decimal digits; what it may be is for a rule to say. */
export const whole = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .transform(Number);

/** XML Schema's boolean; S3 takes capitals too. */
export const flag = z.stringbool({ truthy: ['true'], falsy: ['false'] });

/** Element that may hold these children and no others; an empty one holds none. */
export const one = <Shape extends z.ZodRawShape>(shape: Shape) => z.preprocess(withoutBlanks, z.strictObject(shape));

/** Children of one name, in order. */
export const many = <Item extends z.ZodType>(item: Item, { least = 0, most = Number.POSITIVE_INFINITY } = {}) =>
  z.preprocess(asList, z.array(item).min(least).max(most).readonly());

/** Element that S3 knows and that is not done here: refused by its name. */
export const notDone = z.never().optional();

/** Refusal of S3's own for a rule that a schema cannot say: the second argument of `refine`. */
export const refusal = (code: string, message: string) => ({ message, params: { code } });

/** Text that follows a rule; S3 names the one that does not. */
export const textThat = (holds: (value: string) => boolean, message: (value: string) => string) =>
  z.string().superRefine((value, { addIssue }) => {
    if (!holds(value)) addIssue({ code: 'custom', ...refusal('InvalidRequest', message(value)) });
  });

/**
 * Reads a document by its schema. Throws `MissingRequestBodyError`, `MalformedXML` for what S3's schema does not have,
 * `NotImplemented` for what it has and is not done here, or the refusal of a rule.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export function readDocument<Content>(root: string, schema: z.ZodType<Content>, body: string): Content {
  if (body.trim() === '') throw new AwsError('MissingRequestBodyError', 'Request Body is empty');
  return readContent(root, schema, readXml(root, body));
}

/** The same of a document that was read, or that stands in a template. */
export function readContent<Content>(root: string, schema: z.ZodType<Content>, content: unknown): Content {
  const result = schema.safeParse(content);
  if (result.success) return result.data;
  throw refuse(root, result.error.issues);
}

function refuse(root: string, issues: readonly z.core.$ZodIssue[]): AwsError {
  const absent = issues.find((issue) => issue.code === 'invalid_type' && issue.expected === 'never');
  if (absent)
    return s3Errors.notImplemented([root, ...absent.path.filter((step) => typeof step === 'string')].join('/'));
  const [first] = issues;
  const code: unknown = first?.code === 'custom' ? first.params?.code : undefined;
  return first && typeof code === 'string' ? new AwsError(code, first.message) : malformedXml();
}

function asList(found: unknown): readonly unknown[] {
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
}

/** White space between elements says nothing. */
function withoutBlanks(element: unknown): unknown {
  if (typeof element === 'string' && element.trim() === '') return {};
  if (typeof element !== 'object' || element === null || !('#text' in element)) return element;
  const { '#text': text, ...children } = element;
  return typeof text === 'string' && text.trim() === '' ? children : element;
}
