import { wildcardOrEnd } from '#local/faults/target.ts';

/** Fault that AWS has now and then, made here on purpose. */
export interface Fault {
  /** As it was asked for, for whoever reads of it. */
  readonly text: string;
  readonly effect: Effect;
  /** Whether it is for this function, bucket or operation. */
  readonly hits: (target: string) => boolean;
  /** Probability, above 0 and at most 1. */
  readonly rate: number;
}

export type Effect =
  /** The function's environment dies: `Runtime.ExitError`. */
  | { readonly kind: 'crash' }
  | { readonly kind: 'throttle'; readonly service: 'lambda' | 'dynamodb' }
  /** S3's 503, `SlowDown`. */
  | { readonly kind: 'slow-down' }
  | { readonly kind: 'delay'; readonly service: 'lambda' | 's3' | 'dynamodb'; readonly ms: number }
  /** EventBridge delivers an event twice, or after a later one. */
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'reorder' };

/** A fault that cannot be understood: one line that says how to write it. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
}

/** What each service can be asked for; what a target is, is in docs/faults.md. */
const EFFECTS: Readonly<Record<string, Readonly<Record<string, Effect>>>> = {
  lambda: { error: { kind: 'crash' }, throttle: { kind: 'throttle', service: 'lambda' } },
  s3: { '503': { kind: 'slow-down' } },
  dynamodb: { throttle: { kind: 'throttle', service: 'dynamodb' } },
  events: { duplicate: { kind: 'duplicate' }, reorder: { kind: 'reorder' } },
};

const FORM = 'SERVICE:TARGET:EFFECT[@RATE], such as lambda:resize:error@0.1';

/** Reads `lambda:resize:error@0.1`, `s3:*:delay=2s`, `events:duplicate@0.1` … Throws FaultError. */
export function parseFault(text: string): Fault {
  const [what = '', rate, ...rest] = text.split('@');
  const words = what.split(':');
  const [service = '', target = '', effect = ''] = words[0] === 'events' ? ['events', '*', ...words.slice(1)] : words;
  const expected = words[0] === 'events' ? 2 : 3;
  if (rest.length > 0 || words.length !== expected || target === '' || effect === '')
    throw new FaultError(`A fault is ${FORM}, not ${text}.`);
  return { text, effect: effectOf(text, service, effect), hits: wildcardOrEnd(target), rate: rateOf(text, rate) };
}

/** Several, with commas between them. */
export const parseFaults = (text: string): readonly Fault[] => text.split(',').map((one) => parseFault(one.trim()));

function effectOf(text: string, service: string, effect: string): Effect {
  const known = Object.hasOwn(EFFECTS, service) ? EFFECTS[service] : undefined;
  if (!known) throw new FaultError(`The fault ${text} is for ${service}: use ${Object.keys(EFFECTS).join(', ')}.`);
  const delay = /^delay=(\d+(?:\.\d+)?)(ms|s)$/.exec(effect);
  if (delay && isSlowable(service))
    return { kind: 'delay', service, ms: Number(delay[1]) * (delay[2] === 's' ? 1_000 : 1) };
  const found = Object.hasOwn(known, effect) ? known[effect] : undefined;
  if (found) return found;
  const words = [...Object.keys(known), ...(isSlowable(service) ? ['delay=2s'] : [])].join(', ');
  throw new FaultError(`The fault ${text} has the effect ${effect}: ${service} has ${words}.`);
}

const isSlowable = (service: string): service is 'lambda' | 's3' | 'dynamodb' =>
  ['lambda', 's3', 'dynamodb'].includes(service);

function rateOf(text: string, rate: string | undefined): number {
  if (rate === undefined) return 1;
  const value = Number(rate);
  if (rate.trim() !== '' && value > 0 && value <= 1) return value;
  throw new FaultError(`The fault ${text} has the rate ${rate}: use a number above 0 and at most 1.`);
}
