import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { Access } from '#gateway/service.ts';
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

/** Rejects with RequestEntityTooLargeException. */
export async function bodyOf(call: LambdaCall, operation: string): Promise<Buffer> {
  const body = await call.body();
  if (body.length > MOST_BYTES) throw tooLarge(MOST_BYTES, operation);
  return body;
}

export function zipOf(base64: string | undefined): Buffer {
  if (base64 === undefined) throw invalidParameter('Please provide a source for function code.');
  return Buffer.from(base64, 'base64');
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
