import { oneLine } from './failures.ts';

/** What AWS SDK clients say where the environment does not tell them whom to call: pattern -> what to do. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^Region is missing/, 'No region is set: set AWS_REGION, or paste the export lines that a local system prints.'],
  [
    /^Could not load credentials/,
    'There are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or paste the export lines that a local system prints.',
  ],
];

/** Sentence on a failure, in one line: of an error that has no message, its code or its name. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (code === 'ECONNREFUSED')
    return `Nothing answers at ${process.env.AWS_ENDPOINT_URL ?? 'that address'}: is the system running?`;
  return ADVICE.find(([pattern]) => pattern.test(error.message))?.[1] ?? (oneLine(error) || code);
}
