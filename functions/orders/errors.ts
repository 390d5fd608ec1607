/**
 * What order functions throw on purpose. On AWS a workflow sees `name` as the error's name, so Retry and Catch
 * in order-processing.asl.json match these names.
 */

/** Thrown by the review: the order asks for what is not sold, or is not an order at all. Never retried. */
export class InvalidOrder extends Error {
  override readonly name = 'InvalidOrder';
}

/** Thrown by the consumer: an execution of that name runs with another input, so this order was not started. */
export class OrderConflict extends Error {
  override readonly name = 'OrderConflict';
}

/** Thrown by the consumer for a record that is not an order: it can never succeed. */
export class PoisonRecord extends Error {
  override readonly name = 'PoisonRecord';
}

/** Thrown by the consumer for a record behind a failed one of the same order: it waits for its turn. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
}

/** Thrown by the payment: the card's bank said no. Never retried. */
export class PaymentDeclined extends Error {
  override readonly name = 'PaymentDeclined';
}

/** Thrown by the payment: no answer came. The money may have been taken; ask again with the same key. */
export class PaymentUnknown extends Error {
  override readonly name = 'Service.Unavailable';
}

/** Thrown by the payment: the key stands for another charge, or for one that has been returned. Never retried. */
export class PaymentConflict extends Error {
  override readonly name = 'PaymentConflict';
}

/** Thrown by approving, refusing and cancelling: the order is past the point where that was possible. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/** Thrown by approving and refusing: somebody else has answered before, and otherwise. */
export class AlreadyAnswered extends Error {
  override readonly name = 'AlreadyAnswered';
}

/** Thrown by the tools: there is no order of that id. */
export class UnknownOrder extends Error {
  override readonly name = 'UnknownOrder';
}

/** Whether AWS refused a conditional write because its condition does not hold. */
export const isConditionFailure = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';
