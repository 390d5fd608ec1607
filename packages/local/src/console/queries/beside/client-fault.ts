/**
 * The sentence of a service that refuses what was typed. It is a part of the answer, not of the protocol: whoever types a filter is
 * at fault for a while. Throws what is no such refusal.
 */
export function faultOf(error: unknown): string {
  if (error instanceof Error && '$fault' in error && error.$fault === 'client') return error.message;
  throw error;
}
