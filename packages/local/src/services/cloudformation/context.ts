import type { Clock } from '@safelight/asl/clock';
import type { Ids, Place } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';

import type { Access } from '#gateway/service.ts';
import type { StackEngine } from '#services/cloudformation/engine.ts';
import type { StackRecord } from '#services/cloudformation/store/records.ts';
import type { StackStore } from '#services/cloudformation/store/stack-store.ts';

/** What the operations are made of. */
export interface StackContext {
  readonly store: StackStore;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly place: Place;
  readonly endpoint: () => string;
  /** Known when the resource types are. */
  readonly engine: () => StackEngine;
  /** The text of an object in a bucket, for whoever may read it: asked before. Rejects with AwsError. */
  readonly readObject: (bucket: string, key: string) => Promise<string>;
  /** Throws where a role does not trust CloudFormation. */
  readonly checkRole: (roleArn: string) => void;
}

export const invalid = (message: string): AwsError => new AwsError('ValidationError', message);

/** Of a name or id. Throws ValidationError in the words that the operation has for it. */
export function stackOf(
  { store }: Pick<StackContext, 'store'>,
  name: string,
  sentence = `Stack with id ${name} does not exist`,
): StackRecord {
  const found = name === '' ? undefined : store.find(name);
  if (!found) throw invalid(sentence);
  return found;
}

/** The ARN that a policy names: of the stack, or of one by that name. */
export const arnFor = ({ store, place }: Pick<StackContext, 'store' | 'place'>, name: string): string =>
  store.find(name)?.id ??
  (name.startsWith('arn:')
    ? name
    : `arn:${place.partition}:cloudformation:${place.region}:${place.accountId}:stack/${name}/*`);

/** One action on the stack that the input names; on all, where it names none. */
export const onStack =
  (context: StackContext, action: string) =>
  ({ StackName: name }: JsonObject): readonly Access[] => [
    { action: `cloudformation:${action}`, resource: typeof name === 'string' ? arnFor(context, name) : '*' },
  ];
