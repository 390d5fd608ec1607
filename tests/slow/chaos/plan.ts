import type { Random } from '@safelight/asl/identity';
import { below, pick } from '../../../scripts/fuzz/dice.ts';

/** What a client does. Keys and ids say which kind of thing it is, and what must become of it. */
export type Action =
  | { readonly kind: 'upload'; readonly key: string; readonly hue: number }
  /** An upload that only a new key may be: refused where there is one. */
  | { readonly kind: 'upload anew'; readonly key: string; readonly hue: number }
  | { readonly kind: 'remove'; readonly key: string }
  | { readonly kind: 'order'; readonly orderId: string; readonly card: string; readonly isDear: boolean }
  | { readonly kind: 'answer'; readonly orderId: string; readonly decision: 'APPROVE' | 'REFUSE' }
  | { readonly kind: 'cancel'; readonly orderId: string };

/** What ends a process, and when: in milliseconds from the start of the process, or from its ready line. */
export type Kill =
  | { readonly kind: 'while it boots'; readonly afterMs: number }
  | { readonly kind: 'while it goes on'; readonly afterMs: number }
  | { readonly kind: 'while it works'; readonly afterMs: number }
  | { readonly kind: 'a function'; readonly afterMs: number }
  | { readonly kind: 'in order'; readonly afterMs: number };

export interface Round {
  readonly kill: Kill;
  readonly actions: readonly Action[];
  /** Between two actions. */
  readonly gapMs: number;
}

const KILLS: readonly (readonly [kind: Kill['kind'], withinMs: number])[] = [
  ['while it boots', 2_500],
  ['while it goes on', 150],
  ['while it works', 2_500],
  ['while it works', 6_000],
  ['a function', 2_500],
  ['in order', 2_500],
];

const CARDS = ['tok_visa', 'tok_visa', 'tok_declined'] as const;

/** What happens in so many rounds: the same for the same randomness. */
export function planOf(random: Random, rounds: number): readonly Round[] {
  return Array.from({ length: rounds }, (_, round) => {
    const [kind, withinMs] = pick(random, KILLS);
    return {
      kill: { kind, afterMs: below(random, withinMs) },
      actions: Array.from({ length: 2 + below(random, 3) }, (_, at) => actionOf(random, round, at)),
      gapMs: below(random, 400),
    };
  });
}

const KINDS: readonly Action['kind'][] = [
  ...(['upload', 'upload', 'upload', 'order', 'order', 'order', 'order'] as const),
  ...(['upload anew', 'remove', 'answer', 'answer', 'cancel'] as const),
];

/** Something new, or something with what an earlier round may have made. */
function actionOf(random: Random, round: number, at: number): Action {
  const kind = pick(random, KINDS);
  const earlier = `${below(random, round + 1)}-${below(random, 4)}`;
  const ofOrder = `order-${earlier}`;
  const hue = below(random, 360);
  switch (kind) {
    case 'upload':
      return { kind, key: photoKey(random, below(random, 4) === 0 ? earlier : `${round}-${at}`), hue };
    case 'upload anew':
    case 'remove':
      return { kind, key: photoKey(random, earlier), hue };
    case 'order':
      return { kind, orderId: `order-${round}-${at}`, card: pick(random, CARDS), isDear: below(random, 3) === 0 };
    case 'answer':
      return { kind, orderId: ofOrder, decision: pick(random, ['APPROVE', 'APPROVE', 'REFUSE'] as const) };
    case 'cancel':
      return { kind, orderId: ofOrder };
    default:
      return kind satisfies never;
  }
}

const photoKey = (random: Random, name: string): string =>
  `chaos/${name}.${pick(random, ['png', 'png', 'png', 'txt'])}`;
