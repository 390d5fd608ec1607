import type { Ids } from '@safelight/asl/identity';
import type { Json } from '@safelight/asl/json';
import { FACTS } from '#template/facts/rows.ts';

const SUFFIX = 12;

/** What ends the names that are generated for one physical resource. */
export const newSuffix = (ids: Ids): string =>
  BigInt(`0x${ids.uuid().replaceAll('-', '')}`)
    .toString(36)
    .toUpperCase()
    .padStart(SUFFIX, '0')
    .slice(-SUFFIX);

interface Naming {
  readonly type: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly suffix: string;
}

type Values = Readonly<Record<string, Json>>;

/**
 * The properties of a resource, with a name as CloudFormation generates it where they have none. What a start makes has no
 * suffix, and is named by its type.
 */
export function withName(properties: Values, naming: Naming): Values {
  const { name: property } = FACTS[naming.type] ?? {};
  const isRequired = naming.type === 'AWS::Events::EventBus' || naming.type === 'AWS::StepFunctions::Activity';
  if (property === undefined || isRequired || properties[property] !== undefined || naming.suffix === '')
    return properties;
  return { ...properties, [property]: generated(naming, properties) };
}

function generated({ type, stackName, logicalId, suffix }: Naming, properties: Values): string {
  const { longest = 255 } = FACTS[type] ?? {};
  const end = String(properties.FifoQueue ?? properties.FifoTopic) === 'true' ? '.fifo' : '';
  const begin = `${stackName}-${logicalId}`.slice(0, longest - SUFFIX - 1 - end.length);
  const name = `${begin}-${suffix}${end}`;
  return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
}

/** The name that a resource has, by its properties. */
export function nameOf(type: string, properties: Values): string | undefined {
  const { name: property } = FACTS[type] ?? {};
  const name = property === undefined ? undefined : properties[property];
  return typeof name === 'string' ? name : undefined;
}
