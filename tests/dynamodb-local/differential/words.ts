/** Words: how AWS says something, and how DynamoDB Local says the same. What stands around them must be the same on both sides. */
interface Words {
  /** The page of AWS's that has the error. */
  readonly source: string;
  readonly aws: RegExp;
  readonly local: RegExp;
}

const value = /\{[NB]:[^}]*\}/g;
const types = /valid types: \{[^}]*\}/;
const otherPath = /path two: \[[^"]*/;
const noMatch = /The provided key element does not match the schema/;
const unindexable = /Attempted conditional constraint is not an indexable operation/;
const badStart = /The provided starting key is invalid: [^"]*/;

const row = (source: string, aws: RegExp, local: RegExp): Words => ({ source, aws, local });

const rows: readonly Words[] = [
  row(
    'DataTypes',
    /The parameter cannot be converted to a numeric value: .*?(?= for key|")/,
    /A value provided cannot be converted into a number/,
  ),
  row(
    'DataTypes',
    /Attempting to store more than 38 significant digits in a Number|Number overflow[^"]*?(?= for key|")/,
    /DynamoDB only supports precision up to 38 digits/,
  ),
  row('AttributeValue', /contains duplicates\./, /contains duplicates/),
  row(
    'AttributeValue',
    /Input collection \[[^\]]*\] contains duplicates\./,
    /Input collection of type BS contains duplicates\.?/,
  ),
  row(
    'GetItem',
    /One or more parameter values were invalid: Duplicate value in attribute name: [^"]*/,
    /Cannot have two attributes with the same name/,
  ),
  row('OperatorsAndFunctions', types, types),
  row('OperatorsAndFunctions', value, value),
  // Both name the first; DynamoDB Local names the one that stands behind it, whichever that is.
  row('OperatorsAndFunctions', otherPath, otherPath),
  row('CommonErrors', /1 validation error detected: Value null/, /Value null/),
  row('CommonErrors', /1 validation error detected: Value '(?=x+')x+'/, /Value x+/),
  row('CommonErrors', /1 validation error detected: Value null at 'key'[^"]*/, /Cannot have null key for [^"]*/),
  row(
    'CommonErrors',
    /1 validation error detected: Value null at 'item'[^"]*/,
    /Item to put in PutItem cannot be null/,
  ),
  row(
    'CommonErrors',
    /1 validation error detected: Value '[^']*' at 'tableName' failed[^"]*/,
    /Invalid table\/index name\. [^"]*/,
  ),
  row('CommonErrors', /Requested resource not found/, /Cannot do operations on a non-existent table/),
  row(
    'Query',
    /1 validation error detected: Value '-?\d+' at 'limit' failed[^"]*/,
    /Limit must be greater than or equal to 1/,
  ),
  row(
    'Query',
    unindexable,
    /One or more parameter values were invalid: Condition parameter type does not match schema type/,
  ),
  row('Query', unindexable, /Only scalar types can be used as (?:Range|Hash) Key values/),
  row(
    'Query',
    /ValidationException: Attempted conditional constraint is not an indexable operation/,
    /InternalFailure: The request processing has failed because of an unknown error, exception or failure\./,
  ),
  row('Query', /Query condition missed key schema element: \w+/, /Query condition missed key schema element/),
  row('Query', badStart, /Exclusive Start Key must have same size as table's key schema/),
  row(
    'Query',
    badStart,
    /The provided starting key is invalid|Type mismatch for attribute to update|One or more parameter values were invalid: Type mismatch for key|One of the required keys was not given a value/,
  ),
  row(
    'Query',
    /Consistent reads are not supported on global secondary indexes/,
    /Consistent read cannot be true when querying a GSI/,
  ),
  row(
    'Scan',
    /The TotalSegments parameter is required but was not present[^"]*/,
    /If segment is specified, total segment must also be specified/,
  ),
  row(
    'Scan',
    /The Segment parameter is required but was not present[^"]*/,
    /If total segments is specified, a particular segment must[^"]*/,
  ),
  row(
    'Scan',
    /The Segment parameter is zero-based and must be less than[^"]*/,
    /1 validation error detected: Value '\d+' at 'segment' failed[^"]*/,
  ),
  row('PutItem', /ReturnValues can only be ALL_OLD or NONE/, /Return values set to invalid value/),
  row(
    'PutItem',
    /One or more parameter values were invalid: Missing the key \w+ in the item/,
    /One of the required keys was not given a value/,
  ),
  row('PutItem', /Type mismatch for key \w+ expected: \w+ actual: \w+/, /Type mismatch for key/),
  row(
    'GetItem',
    noMatch,
    /The number of conditions on the keys is invalid|One of the required keys was not given a value/,
  ),
  row('GetItem', noMatch, /One or more parameter values were invalid: Type mismatch for key/),
  row('TransactWriteItems', /The conditional request failed(?!\.)/g, /The conditional request failed\.?/g),
  row(
    'ExecuteStatement',
    /DuplicateItemException|(?<="Code":")DuplicateItem/,
    /DuplicateItem(?!Exception)|ValidationError/,
  ),
];

/** The page of what both say, each in its words; undefined where they say different things. Both as JSON. */
export const sourceOf = (ours: string, theirs: string): string | undefined =>
  rows.find(({ aws, local }) => {
    const [one, other] = [ours.replace(aws, ''), theirs.replace(local, '')];
    return one !== ours && other !== theirs && one === other;
  })?.source;

/** Whether two answers say the same. */
export const saySame = (ours: string, theirs: string): boolean =>
  ours === theirs || sourceOf(ours, theirs) !== undefined;
