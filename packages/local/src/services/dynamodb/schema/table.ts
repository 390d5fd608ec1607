import type { KeyAttribute, KeySchema } from '#services/dynamodb/schema/key-schema.ts';

export type TableStatus = 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';

/** A table, all that is known of it beside its items. It is kept as one row, in JSON. Times are seconds since the epoch. */
export interface Table {
  /** Of its rows; never used again. */
  readonly id: number;
  readonly name: string;
  readonly arn: string;
  readonly tableId: string;
  readonly created: number;
  readonly status: TableStatus;
  readonly attributes: readonly KeyAttribute[];
  readonly key: KeySchema;
  readonly billing: Billing;
  readonly indexes: readonly SecondaryIndex[];
  readonly deletionProtected: boolean;
  readonly tableClass?: TableClass;
  /** The ARN of the KMS key; none where AWS owns it. */
  readonly kmsKey?: string;
  /** The newest stream, while it is enabled or after. */
  readonly stream?: TableStream;
  readonly ttlAttribute?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export type TableClass = { readonly name: string; readonly updated?: number };

export interface TableStream {
  /** Of its rows. */
  readonly id: number;
  readonly arn: string;
  readonly label: string;
  readonly view: string;
  readonly enabled: boolean;
}

/** What a table or an index pays for. */
export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export type Billing =
  | {
      readonly mode: 'PAY_PER_REQUEST';
      readonly since: number;
      readonly onDemand?: OnDemand;
      readonly warm?: Throughput;
    }
  | ({ readonly mode: 'PROVISIONED'; readonly warm?: Throughput } & Provisioned);

export interface Provisioned extends Throughput {
  readonly increased?: number;
  readonly decreased?: number;
  /** Since when the table was paid for by request, before. */
  readonly onDemandSince?: number;
}

/** The most that a table or index may take by request; unlimited where left out. */
export interface OnDemand {
  readonly read?: number;
  readonly write?: number;
}

export interface SecondaryIndex {
  /** Of its rows; never used again. */
  readonly id: number;
  readonly kind: 'local' | 'global';
  readonly name: string;
  readonly arn: string;
  readonly key: KeySchema;
  readonly projection: Projected;
  readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';
  readonly provisioned?: Provisioned;
  readonly onDemand?: OnDemand;
  readonly warm?: Throughput;
}

/** The attributes that an index has of an item beside the keys. */
export type Projected =
  | { readonly type: 'ALL' }
  | { readonly type: 'KEYS_ONLY' }
  | { readonly type: 'INCLUDE'; readonly attributes: readonly string[] };

/** The attributes of a table that a key of it or of an index has: the others are no longer defined. */
export function usedAttributes({ attributes, key, indexes }: Pick<Table, 'attributes' | 'key' | 'indexes'>) {
  const keys = [key, ...indexes.map((index) => index.key)].flatMap(({ hash, range }) => [...hash, ...range]);
  const names = new Set(keys.map(({ name }) => name));
  return attributes.filter(({ name }) => names.has(name));
}
