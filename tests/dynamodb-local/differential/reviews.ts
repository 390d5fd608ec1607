import type { Reviewed } from './reviewed.ts';

const UPDATE_FAULT =
  /ValidationException: (The document path provided|The provided expression refers|An operand in the update|Type mismatch|One or more parameter values were invalid: (Cannot update attribute|ADD|DELETE|Only DELETE))/;
const LEGACY_FAULT =
  /ValidationException: (One or more parameter values were invalid: |The BETWEEN condition|Only scalar types|Attempted|ConditionalOperator|Type mismatch|Supplied AttributeValue)/;
const STATEMENT_FAULT = /ValidationException: (Two document paths|Incorrect operand|The BETWEEN|The first operand)/;
const LEGACY = /KeyConditions|Expected|QueryFilter|ScanFilter|AttributeUpdates/;
const VALIDATION = /"ValidationException: /;

/** AWS's words, and DynamoDB Local's for the same. */
const otherWords = (source: string, ours: RegExp, theirs: RegExp): Reviewed => ({
  why: `AWS says it with other words (${source})`,
  ours,
  theirs,
});

const wordings: readonly Reviewed[] = [
  otherWords('DataTypes', /cannot be converted to a numeric value/, /cannot be converted into a number/),
  otherWords('DataTypes', /more than 38 significant digits|Number overflow/, /only supports precision up to 38/),
  otherWords('AttributeValue', /contains duplicates\./, /contains duplicates(?!\.)|type BS contains duplicates/),
  otherWords('GetItem', /Duplicate value in attribute name/, /Cannot have two attributes with the same name/),
  otherWords('OperatorsAndFunctions', /attribute_type|attribute type name/, /attribute type name|operand type: \{/),
  otherWords('OperatorsAndFunctions', /\{B:/, /java\.nio\.HeapByteBuffer/),
  otherWords('OperatorsAndFunctions', /BETWEEN operator requires/, /BETWEEN operator requires/),
  otherWords('CommonErrors', /\d validation errors? detected/, /failed to satisfy constraint/),
  otherWords('CommonErrors', /1 validation error detected/, /cannot be null|Cannot have null key|cannot be empty/),
  otherWords('CommonErrors', /at 'tableName' failed/, /Invalid table\/index name/),
  otherWords('CommonErrors', /Requested resource not found/, /Cannot do operations on a non-existent table/),
  otherWords('Query', /at 'limit' failed/, /Limit must be greater than or equal to 1/),
  otherWords('Query', /not an indexable operation/, /Only scalar types|does not match schema type/),
  otherWords('Query', /provided starting key is invalid/, /[Ee]xclusive [Ss]tart [Kk]ey|Type mismatch|required keys/),
  otherWords('Query', /Consistent reads are not supported on global/, /Consistent read cannot be true when/),
  otherWords('Scan', /egment.* parameter is (required|zero-based)/, /[Ss]egment/),
  otherWords('PutItem', /ReturnValues can only be/, /Return values set to invalid value/),
  otherWords('PutItem', /Missing the key|Type mismatch for key/, /required keys was not given|Type mismatch for key/),
  otherWords('GetItem', /key element does not match the schema/, /conditions on the keys|required keys|Type mismatch/),
  otherWords('ExecuteStatement', /DuplicateItem/, /DuplicateItem: |"ValidationError"/),
];

/** Where two things are wrong with a call, nothing says which is told first. */
const precedence: readonly Reviewed[] = [
  { why: 'which fault of an update is told first', call: /Update|streams/, ours: UPDATE_FAULT, theirs: UPDATE_FAULT },
  {
    why: 'an update that cannot be is refused whatever its condition says',
    call: /UpdateExpression|AttributeUpdates/,
    ours: /Cannot update attribute|invalid: (ADD|DELETE|Only DELETE) action|Supplied AttributeValue is empty/,
    theirs: /ConditionalCheckFailed/,
  },
  { why: 'which fault of legacy parameters is told first', call: LEGACY, ours: LEGACY_FAULT, theirs: LEGACY_FAULT },
  {
    why: 'two paths overlap in both: DynamoDB Local names the one behind the first, whichever it is',
    ours: /Two document paths/,
    theirs: /Two document paths/,
  },
  { why: 'expressions are looked at before the index', ours: VALIDATION, theirs: /does not have the specified index/ },
  { why: 'parameters are looked at before the table', ours: VALIDATION, theirs: /on a non-existent table/ },
  { why: 'Segment is looked at before expressions', call: /^Scan/, ours: /egments? parameter is/, theirs: VALIDATION },
  {
    why: 'Select is looked at before what it stands beside',
    ours: /ALL_PROJECTED_ATTRIBUTES can be used only/,
    theirs: VALIDATION,
  },
  {
    why: 'parameters that must be there are looked for before all else',
    ours: /Value null at|Value '-?\d*' at/,
    theirs: VALIDATION,
  },
  { why: 'expressions are looked at before the key', ours: VALIDATION, theirs: /number of conditions on the keys/ },
  { why: 'ConditionalOperator is looked at before the key', ours: /ConditionalOperator cannot/, theirs: VALIDATION },
  {
    why: 'which fault of a statement is told first',
    call: /Statement/,
    ours: STATEMENT_FAULT,
    theirs: STATEMENT_FAULT,
  },
  {
    why: 'names without an expression are told before keys that are there twice',
    call: /^Batch/,
    ours: /unused in expressions/,
    theirs: /contains duplicates/,
  },
];

/** Where DynamoDB Local does otherwise than AWS's pages say. */
export const reviews: readonly Reviewed[] = [
  {
    why: 'UPDATED_OLD and UPDATED_NEW have only what was updated (UpdateItem)',
    call: /"UpdateExpression".*"ReturnValues":"UPDATED_/,
    ours: /^\{"body":\{("Attributes"|\})/,
    theirs: /^\{"body":\{"Attributes"/,
  },
  {
    why: 'a transaction whose update cannot be evaluated is cancelled, with a reason for each action (TransactWriteItems)',
    call: /^TransactWriteItems/,
    ours: /TransactionCanceledException: .*ValidationError/,
    theirs: /"ValidationException: |TransactionCanceledException: .*ValidationError/,
  },
  {
    why: 'a transaction is checked whole before anything of it is run (TransactWriteItems)',
    call: /^TransactWriteItems/,
    ours: VALIDATION,
    theirs: /"(TransactionCanceledException|ValidationException): /,
  },
  {
    why: 'a token has from 1 to 36 characters (TransactWriteItems)',
    call: /"ClientRequestToken":""/,
    ours: /at 'clientRequestToken'/,
  },
  {
    why: 'there is a reason for each action of a transaction, in their order (TransactWriteItems)',
    call: /^TransactWriteItems.*ConditionCheck/,
    ours: /TransactionCanceledException/,
    theirs: /The conditional request failed\./,
  },
  {
    why: 'capacity is told where it is asked for (DeleteItem)',
    call: /^DeleteItem(?!.*ReturnConsumedCapacity)/,
    ours: /^\{"body":\{\}\}$/,
    theirs: /^\{"body":\{"ConsumedCapacity"/,
  },
  {
    why: 'a Scan has no order that a key could continue (Scan)',
    call: /^Scan.*ExclusiveStartKey/,
    ours: /"ScannedCount"/,
    theirs: /"ScannedCount"/,
  },
  {
    why: 'a filter sees what the index projects (Scan)',
    call: /^Scan.*(IndexName.*Filter|Filter.*IndexName)/,
    ours: /"scanned"/,
    theirs: /"scanned"/,
  },
  ...wordings,
  ...precedence,
];
