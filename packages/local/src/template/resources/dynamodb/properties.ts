import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';

/** Properties whose values CloudFormation takes as text too. */
const NUMBERS = /(?:CapacityUnits|RequestUnits|UnitsPerSecond)$/;
const FLAGS = new Set(['DeletionProtectionEnabled', 'SSEEnabled', 'Enabled']);

/** Properties as the API of DynamoDB has them: numbers and booleans, not their texts. */
export function typed(value: Json, name = ''): Json {
  if (Array.isArray(value)) return value.map((element) => typed(element));
  if (isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, typed(member, key)]));
  if (typeof value !== 'string') return value;
  if (NUMBERS.test(name)) return Number(value);
  return FLAGS.has(name) && /^(true|false)$/.test(value) ? value === 'true' : value;
}

/** Without a word, a template means provisioned throughput, as CloudFormation does, if there is any. */
export const billingMode = ({ BillingMode: mode, ProvisionedThroughput: throughput }: JsonObject): string => {
  if (typeof mode === 'string') return mode;
  return throughput ? 'PROVISIONED' : 'PAY_PER_REQUEST';
};

/** CloudFormation has a name of its own for the switch. */
export function encryption({ SSESpecification: specification }: JsonObject): JsonObject {
  if (!isJsonObject(specification)) return {};
  const { SSEEnabled, ...rest } = specification;
  return { SSESpecification: { ...rest, Enabled: SSEEnabled ?? false } };
}
