/** How the simulated gateway treats a card. */
export type CardRule =
  | { readonly kind: 'charged' }
  | { readonly kind: 'declined'; readonly message: string }
  /** No answer, and nothing taken. */
  | { readonly kind: 'silent' }
  /** No answer at first; the money is taken `settlesAfterMs` later. */
  | { readonly kind: 'late'; readonly settlesAfterMs: number }
  /** The same answer comes twice. */
  | { readonly kind: 'twice' };

const rules = new Map<string, CardRule>([
  ['tok_visa', { kind: 'charged' }],
  ['tok_declined', { kind: 'declined', message: 'insufficient funds' }],
  ['tok_timeout', { kind: 'silent' }],
  ['tok_late', { kind: 'late', settlesAfterMs: 1_500 }],
  ['tok_very_late', { kind: 'late', settlesAfterMs: 600_000 }],
  ['tok_twice', { kind: 'twice' }],
]);

export const testCards: readonly string[] = [...rules.keys()];

export const cardRule = (card: string): CardRule => rules.get(card) ?? { kind: 'declined', message: 'unknown card' };
