/** A charge. The same key always stands for the same charge, however often it is asked for. */
export interface ChargeRequest {
  readonly key: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly card: string;
}

export type ChargeAnswer =
  | { readonly kind: 'charged'; readonly chargeId: string; readonly amountMinor: number }
  | { readonly kind: 'declined'; readonly message: string }
  /** The key was returned before this charge came: nothing is taken under it any more. */
  | { readonly kind: 'returned' };

/** A payment provider, as the order functions see one. */
export interface PaymentGateway {
  /** All answers that came: usually one, at times the same one again. Throws `GatewayTimeout` when none came. */
  charge(request: ChargeRequest): Promise<readonly ChargeAnswer[]>;
  /** Afterwards no money is or will be taken under the key, whatever charge is still under way. Idempotent. */
  giveBack(key: string): Promise<void>;
}

/** No answer in time: the charge may have been made. */
export class GatewayTimeout extends Error {
  override readonly name = 'GatewayTimeout';
}
