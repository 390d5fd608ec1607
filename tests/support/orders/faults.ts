import type { Clock } from '@safelight/asl/clock';

/** What can go wrong with one call. */
export type Fault =
  /** It never took place. */
  | { readonly kind: 'refused' }
  /** It took place, but nobody heard. */
  | { readonly kind: 'answer lost' }
  /** It takes place after the caller was told that it failed. */
  | { readonly kind: 'late'; readonly afterMs: number };

/** Decides for each call, by what is called, whether it goes wrong. */
export type FaultSource = (target: string) => Fault | undefined;

export const noFaults: FaultSource = () => undefined;

/** Makes the call as the fault wants it. `failure` is what the caller sees. */
export async function callWith<T>(
  fault: Fault | undefined,
  clock: Clock,
  call: () => Promise<T>,
  failure: () => Error,
): Promise<T> {
  if (fault === undefined) return await call();
  if (fault.kind === 'answer lost') await call().catch(() => undefined);
  if (fault.kind === 'late')
    void clock
      .sleep(fault.afterMs)
      .then(call)
      .catch(() => undefined);
  throw failure();
}
