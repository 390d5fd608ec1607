import { finalStatuses } from '#functions/orders/order.ts';

/** All that a lab keeps of orders. */
export interface OrdersSnapshot {
  readonly orders: readonly KeptOrder[];
  readonly stock: readonly KeptStock[];
  readonly payments: readonly KeptPayment[];
  readonly unreadable: readonly UnreadableRow[];
}

/** A row, or what it names, that cannot be read. */
export interface UnreadableRow {
  readonly of: 'orders' | 'stock' | 'payments';
  /** Its key in that table. */
  readonly key: string;
  readonly why: string;
}

/** An item of the table, which may be one that no workflow takes. */
export interface KeptOrder {
  readonly orderId: string;
  readonly status: string;
  /** Whether an execution is at work on it. */
  readonly isRunning: boolean;
}

export interface KeptStock {
  readonly sku: string;
  /** Sheets by order. */
  readonly holds: Readonly<Record<string, number>>;
}

export interface KeptPayment {
  /** The order's id, and what else makes it one key. */
  readonly paymentKey: string;
  readonly status: string;
  readonly amountMinor: number;
}

export const isOver = ({ status }: Pick<KeptOrder, 'status'>): boolean => finalStatuses.some((one) => one === status);
