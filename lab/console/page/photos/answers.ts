import type { Variant } from '../../../outcome.ts';

/** A line of `GET photos`. */
export interface Photo {
  readonly key: string;
  readonly status: 'READY' | 'REJECTED' | 'FAILED' | 'DEVELOPING';
  readonly reason?: { readonly code: string; readonly message: string };
  readonly executionArn?: string;
  /** Of the workflow, while it is under way. */
  readonly state?: string;
  readonly updatedAt?: number;
  readonly variants: readonly Variant[];
  readonly metadata: PhotoMetadata;
}

/** What the metadata workflow keeps, of what is shown by name. */
export type PhotoMetadata = Readonly<Record<string, unknown>> & {
  readonly dominantColour?: string;
  readonly placeholder?: string;
  readonly bytes?: number;
  readonly width?: number;
  readonly height?: number;
};

export interface PhotosAnswer {
  readonly photos: readonly Photo[];
  readonly page: number;
  readonly size: number;
  readonly total: number;
}
