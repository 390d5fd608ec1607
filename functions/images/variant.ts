import type { VariantFormat } from '../shared/formats.ts';

/** One stored variant, as the manifest and the images table tell of it. */
export interface Variant {
  /** In the output bucket. */
  readonly key: string;
  readonly format: VariantFormat;
  /** Pixels; of one frame of an animation. */
  readonly width: number;
  readonly height: number;
  /** How many frames it shows: 1 for a still. */
  readonly frames: number;
  readonly bytes: number;
  /** Media type, such as `image/avif`. */
  readonly type: string;
  /** SHA-256 of the bytes in base64, as S3 keeps it. */
  readonly checksum: string;
}
