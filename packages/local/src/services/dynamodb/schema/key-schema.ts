import { validationError } from '#services/dynamodb/errors.ts';

export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** The attributes that make a key, in order. A table and a local index have one of each at most, a global index four. */
export interface KeySchema {
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
}

/** As the API has it. */
export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html */
const MOST_ATTRIBUTES = 4;

export const keyNames = ({ hash, range }: KeySchema): string[] => [...hash, ...range].map(({ name }) => name);

/** Throws ValidationException. */
export function readKeySchema(
  elements: readonly KeySchemaElement[],
  attributes: readonly KeyAttribute[],
  kind: 'one of each' | 'several',
): KeySchema {
  const names = elements.map(({ AttributeName }) => AttributeName);
  const definitions = new Map(attributes.map((attribute) => [attribute.name, attribute]));
  if (names.some((name) => !definitions.has(name)))
    throw validationError(
      `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${names.join(', ')}], AttributeDefinitions: [${[...definitions.keys()].join(', ')}]`,
    );
  refuseOrder(elements, kind);
  const ofType = (wanted: string) =>
    elements.flatMap(({ AttributeName: name, KeyType: type }) =>
      type === wanted ? (definitions.get(name) ?? []) : [],
    );
  return { hash: ofType('HASH'), range: ofType('RANGE') };
}

function refuseOrder(elements: readonly KeySchemaElement[], kind: 'one of each' | 'several'): void {
  const types = elements.map(({ KeyType }) => KeyType);
  const [first, second] = elements;
  if (new Set(elements.map(({ AttributeName }) => AttributeName)).size < elements.length)
    throw validationError(
      elements.length === 2 && first?.KeyType !== second?.KeyType
        ? 'Both the Hash Key and the Range Key element in the KeySchema have the same name'
        : 'One or more parameter values were invalid: An attribute is in the KeySchema twice',
    );
  if (types[0] !== 'HASH')
    throw validationError('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (kind === 'one of each' && types.length === 2 && types[1] !== 'RANGE')
    throw validationError('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  if (types.lastIndexOf('HASH') > types.indexOf('RANGE') && types.includes('RANGE'))
    throw validationError('Invalid KeySchema: HASH key elements must come before RANGE key elements');
  for (const type of ['HASH', 'RANGE'] as const)
    if (types.filter((one) => one === type).length > MOST_ATTRIBUTES)
      throw validationError(
        `One or more parameter values were invalid: Number of ${type} key attributes exceeds the limit of ${MOST_ATTRIBUTES}`,
      );
}

/** As DescribeTable shows it. */
export const keySchemaElements = ({ hash, range }: KeySchema) => [
  ...hash.map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' })),
  ...range.map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' })),
];
