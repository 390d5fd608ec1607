import type { Place } from '@safelight/asl/identity';
import { functionNotFound, invalidParameter } from '#services/lambda/errors.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

export const functionArn = ({ partition, region, accountId }: Place, name: string): string =>
  `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;

/** The source at hand is the only version: `1` is what a published version is called in a compiled template. */
const qualifiers = ['$LATEST', '1'];
const forms = /^(?:(?:arn:[a-z-]+:lambda:[a-z0-9-]+:)?\d{12}:function:)?([\w-]{1,140})(?::([\w$-]+))?$/;

/** Finds a function by name, `name:qualifier`, partial or full ARN. */
export function findFunction(
  functions: ReadonlyMap<string, LambdaFunction>,
  given: string,
  place: Place,
  qualifier?: string,
): LambdaFunction {
  const [, name, ownQualifier] = forms.exec(given) ?? [];
  if (name === undefined) throw invalidParameter(`${given} is neither the name nor the ARN of a function.`);
  const version = qualifier ?? ownQualifier ?? '$LATEST';
  const found = functions.get(name);
  if (!found || !qualifiers.includes(version)) {
    throw functionNotFound(`${functionArn(place, name)}${version === '$LATEST' ? '' : `:${version}`}`);
  }
  return found;
}
