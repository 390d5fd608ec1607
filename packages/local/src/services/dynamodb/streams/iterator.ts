import type { Clock } from '@safelight/asl/clock';
import { isJsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { validationError } from '#services/dynamodb/errors.ts';

/** A shard iterator is good for 15 minutes. */
const LIFETIME_MS = 15 * 60 * 1000;

export interface Position {
  readonly streamArn: string;
  /** Reading goes on after this sequence number; '' is before all. */
  readonly after: string;
}

/** Iterators carry their position, so none is kept: they survive a restart, and may be used twice. */
export function encodeIterator({ streamArn, after }: Position, clock: Clock): string {
  const state = Buffer.from(JSON.stringify({ after, issued: clock.now() })).toString('base64url');
  return `${streamArn}|1|${state}`;
}

/** Throws ValidationException or ExpiredIteratorException. */
export function decodeIterator(iterator: string, clock: Clock): Position {
  const [streamArn, , state] = iterator.split('|');
  const { after, issued } = parseState(state ?? '');
  if (!streamArn || typeof after !== 'string' || typeof issued !== 'number')
    throw validationError('Invalid ShardIterator');
  if (clock.now() - issued > LIFETIME_MS) throw new AwsError('ExpiredIteratorException', 'Iterator expired');
  return { streamArn, after };
}

function parseState(state: string) {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(state, 'base64url').toString());
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
