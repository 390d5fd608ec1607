import type { XmlContent } from '#gateway/xml.ts';
import type { BucketConfig } from '#services/s3/store/bucket-config.ts';

export type Headers = Readonly<Record<string, string>>;

/** One kind of setting of a bucket, in XML: how it is read, written and taken away. */
export interface Setting {
  /** As in `GetBucketTagging`. */
  readonly name: string;
  /** The query parameter. */
  readonly parameter: string;
  readonly root: string;
  /** The IAM actions, where they are not called like the operations. */
  readonly actions?: { readonly get: string; readonly put: string };
  /** Headers that are part of the setting. */
  readonly headers?: readonly string[];
  /** Throws S3's refusal of what the setting may not hold. */
  read(body: string, headers: Headers): Partial<BucketConfig>;
  /** Undefined where nothing was set. */
  write(config: BucketConfig): XmlContent;
  /** What goes with the document of every answer; without it nothing does. */
  answerHeaders?(config: BucketConfig): Headers;
  /** What S3 answers where nothing was set; without it the answer is an empty document. */
  readonly absent?: { readonly code: string; readonly message: string };
  /** How the setting is taken away; without it that is no operation. */
  readonly remove?: Partial<BucketConfig>;
}
