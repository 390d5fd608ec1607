/** Randomness and identifiers, injected so that a run can be repeated. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
}

export interface Ids {
  /** A new UUID, version 4. */
  uuid(): string;
}

export const systemRandom: Random = { next: () => Math.random() };
export const systemIds: Ids = { uuid: () => crypto.randomUUID() };

/** Partition, account and region in which the local system claims to run. ARNs and URLs are built from it. */
export interface Place {
  readonly partition: 'aws';
  readonly accountId: string;
  readonly region: string;
}

export const localPlace: Place = { partition: 'aws', accountId: '000000000000', region: 'us-east-1' };
