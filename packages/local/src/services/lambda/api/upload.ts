import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type * as z from 'zod';
import type { Access } from '#gateway/service.ts';
import { readDocument, serialization } from '#services/lambda/api/function-input.ts';
import type { LambdaCall } from '#services/lambda/api/operation.ts';
import type { Uploads } from '#services/lambda/code/uploads.ts';
import { invalidParameter, tooLarge } from '#services/lambda/errors.ts';
import type { LambdaFunction, Uploaded } from '#services/lambda/lambda-function.ts';

/** What operations need that make or change functions. */
export interface UploadDeps {
  readonly place: Place;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly find: (name: string, qualifier?: string) => LambdaFunction;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly uploads: Uploads;
  /** Throws unless Lambda may use the role. */
  readonly credentialsFor: (functionArn: string, roleArn: string, environment: string) => unknown;
}

/** Fifty megabytes of zip, in base64, and what stands around it. */
const MOST_BYTES = 70_167_211;

/** Reads an operation's input once, for its access and its run: it may be large. Rejects with RequestEntityTooLargeException. */
export function inputReader<T>(schema: z.ZodType<T>, operation: string): (call: LambdaCall) => Promise<T> {
  const read = async (call: LambdaCall) => {
    const body = await call.body();
    if (body.length > MOST_BYTES) throw tooLarge(MOST_BYTES, operation);
    return readDocument(schema, body);
  };
  const known = new WeakMap<LambdaCall, Promise<T>>();
  return (call) => {
    const input = known.get(call) ?? read(call);
    known.set(call, input);
    return input;
  };
}

/** The bytes of a zip. Throws AwsError for what is no base64, which no expression can look at that is as long as a zip. */
export function zipOf(base64: string | undefined): Buffer {
  if (base64 === undefined) throw invalidParameter('Please provide a source for function code.');
  const zip = Buffer.from(base64, 'base64');
  const padding = /=*$/.exec(base64.slice(-2))?.[0].length ?? 0;
  if (base64.length % 4 !== 0 || zip.length !== (base64.length / 4) * 3 - padding)
    throw serialization('ZipFile: Invalid base64-encoded string');
  return zip;
}

/** The function as it is after a change. */
export const touched = (
  { clock, ids }: UploadDeps,
  lambda: LambdaFunction,
  { sha256, bytes }: Omit<Uploaded, 'revisionId'>,
): LambdaFunction => ({
  ...lambda,
  lastModified: new Date(clock.now()).toISOString().replace('Z', '+0000'),
  uploaded: { sha256, bytes, revisionId: ids.uuid() },
});

/** Whoever hands a role to a function must be allowed to. */
export const passRole = (roleArn: string | undefined): Access => ({
  action: 'iam:PassRole',
  resource: roleArn || '*',
  context: { 'iam:PassedToService': 'lambda.amazonaws.com' },
});

/** Throws `InvalidParameterValueException` where the role does not trust Lambda, or is not there. */
export function checkTrusted({ credentialsFor }: UploadDeps, { arn, roleArn }: LambdaFunction): void {
  try {
    credentialsFor(arn, roleArn, '');
  } catch {
    throw invalidParameter('The role defined for the function cannot be assumed by Lambda.');
  }
}
