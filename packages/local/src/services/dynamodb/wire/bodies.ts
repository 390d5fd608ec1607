import { type LargestBodies, megabytes } from '#gateway/request/largest-body.ts';

/** A batch has 16 MB on the wire; no other request carries more. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const BATCH = megabytes(16);

/** An item has 400 KB once stored, which JSON may write in more; what is larger is refused by DynamoDB itself. */
const ITEM = megabytes(4);

/** A transaction has 4 MB of items. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
const TRANSACTION = megabytes(16);

export const bodies: LargestBodies = {
  BatchWriteItem: BATCH,
  BatchExecuteStatement: BATCH,
  BatchGetItem: megabytes(4),
  TransactWriteItems: TRANSACTION,
  ExecuteTransaction: TRANSACTION,
  TransactGetItems: megabytes(4),
  PutItem: ITEM,
  UpdateItem: ITEM,
  DeleteItem: ITEM,
  ExecuteStatement: ITEM,
  Query: ITEM,
  Scan: ITEM,
  GetItem: ITEM,
};
