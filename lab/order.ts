import { isJsonObject } from '@safelight/asl/json';

/** An order of prints as its shop sees it: neither who ordered, nor the card, nor the token of an approval. */
export interface Order {
  readonly orderId: string;
  readonly status: string;
  /** Why it stands where it stands; of a parked order, what a person has to look at. */
  readonly reason?: string;
  /** Known once it is priced. */
  readonly total?: { readonly minor: number; readonly currency: string };
  readonly photos: readonly string[];
  readonly prints: number;
  /** The execution that holds it; none until it is claimed. */
  readonly executionArn?: string;
  /** ISO 8601. */
  readonly placedAt: string;
}

/** Reads a row of the orders table, also one that somebody wrote by hand. */
export function orderOf(row: Readonly<Record<string, unknown>>): Order {
  const lines = Array.isArray(row.lines) ? row.lines.filter(isJsonObject) : [];
  const reason = reasonOf(row);
  const total = totalOf(row);
  return {
    orderId: String(row.orderId),
    status: String(row.status),
    ...(reason !== undefined && { reason }),
    ...(total && { total }),
    photos: [...new Set(lines.map(({ photo }) => String(photo)))],
    prints: lines.reduce((sum, { quantity }) => sum + (Number(quantity) || 0), 0),
    ...(typeof row.execution === 'string' && { executionArn: row.execution }),
    placedAt: typeof row.placedAt === 'string' ? row.placedAt : '',
  };
}

function reasonOf({ status, parked, reason }: Readonly<Record<string, unknown>>): string | undefined {
  if (status === 'NEEDS_ATTENTION' && typeof parked === 'string') return parked;
  return isJsonObject(reason) ? String(reason.message) : undefined;
}

function totalOf({ totalMinor, currency }: Readonly<Record<string, unknown>>): Order['total'] {
  return typeof totalMinor === 'number' && typeof currency === 'string' ? { minor: totalMinor, currency } : undefined;
}
