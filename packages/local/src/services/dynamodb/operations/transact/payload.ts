import { validationError } from '#services/dynamodb/errors.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/**
 * Throws ValidationException where the items of a transaction, to be written or as they are read, have more than 4 MB together.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
 */
export function refuseBytes(bytes: number): void {
  if (bytes > MOST_BYTES) throw validationError(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
}
