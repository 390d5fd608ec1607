import { createHash } from 'node:crypto';
import type { VariantConfig } from './variants.ts';

const LENGTH = 12;

/**
 * What tells one configuration of variants from another: twelve hexadecimal digits of SHA-256 over all that has a say in
 * what is made of a photo. Which keys are developed at all has none.
 */
export function configurationDigest({ uploadPrefixes: _, ...config }: VariantConfig): string {
  const sorted = { ...config, widths: config.widths.toSorted((a, b) => a - b) };
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, LENGTH);
}
