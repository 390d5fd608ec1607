import type { Json } from '#asl/json.ts';
import type { ObjectCaller, ObjectPort } from '../../ports.ts';

/** An evaluated `ItemReader`: paths and expressions are values by now. */
export interface ItemSource extends ObjectCaller {
  /** Such as `arn:aws:states:::s3:getObject` or `arn:aws:states:::s3:listObjectsV2`. */
  readonly resource: string;
  /** Evaluated `Parameters` or `Arguments`: `Bucket`, `Key`, `Prefix`, `VersionId`, `ExpectedBucketOwner`. */
  readonly parameters: Readonly<Record<string, Json>>;
  /** `InputType`, `CSVHeaderLocation`, `CSVHeaders`, `CSVDelimiter`, `ManifestType`, …; `MaxItems` is a number where it is given. */
  readonly config: Readonly<Record<string, Json>>;
}

/** An element of an array or a row, or a member of an object. */
export interface Entry {
  readonly value: Json;
  /** The member's name. */
  readonly key?: string;
}

/** An entry, and where it was read: `S3://bucket/key`, or `S3://bucket` where it describes an object of a list. */
export interface ReadItem extends Entry {
  readonly source: string;
}

/**
 * Reads the items of a distributed Map one by one, at most `config.MaxItems` (0 is no limit).
 * Rejects with a StatesError `States.ItemReaderFailed`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export type ReadItems = (source: ItemSource, objects: ObjectPort) => AsyncIterable<ReadItem>;
