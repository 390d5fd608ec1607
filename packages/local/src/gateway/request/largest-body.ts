import type { GatewayRequest } from '#gateway/service.ts';

/** The part of a request that is there before its body is. */
export type RequestHead = Pick<GatewayRequest, 'method' | 'rawPath' | 'headers'>;

/** Largest bodies in bytes, by operation; those that are not named take no more than `CONTROL_BYTES`. */
export type LargestBodies = Readonly<Record<string, number>>;

/** What an operation takes whose input is names, settings and policies. */
const CONTROL_BYTES = 1 << 20;

/** JSON may write a byte of text in six (`\u0001`), a form in three. */
export const megabytes = (count: number): number => count << 20;

/** @param operation undefined where only the body tells which is meant: the largest of all */
export function largestBody(bodies: LargestBodies, operation: string | undefined): number {
  if (operation === undefined) return Math.max(CONTROL_BYTES, ...Object.values(bodies));
  return (Object.hasOwn(bodies, operation) ? bodies[operation] : undefined) ?? CONTROL_BYTES;
}
