import type { KeySchema } from '#services/dynamodb/schema/key-schema.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html */
export const streamViewTypes = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;

export type StreamViewType = (typeof streamViewTypes)[number];

/** A stream of a table's changes. It can be read for 24 hours after it was disabled, or its table was deleted. */
export interface Stream {
  /** Of its records; never used again. */
  readonly id: number;
  readonly arn: string;
  /** When the stream was enabled; tells a table's successive streams apart. */
  readonly label: string;
  readonly table: string;
  readonly key: KeySchema;
  readonly view: StreamViewType;
  /** Seconds since the epoch. */
  readonly created: number;
  readonly disabled?: number;
}
