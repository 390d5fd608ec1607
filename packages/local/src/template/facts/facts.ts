import type { Place } from '@safelight/asl/identity';
import type { Json } from '@safelight/asl/json';

type Values = Readonly<Record<string, Json>>;

/** What CloudFormation knows of a type beside how to make it; each row from the type's page of the template reference. */
export interface TypeFacts {
  /** The property that names it, where it has one. */
  readonly name?: string;
  /** Characters of a generated name. */
  readonly longest?: number;
  /** Properties whose update requires replacement. */
  readonly replacing: readonly string[];
  /** What it takes to create, update and delete one. */
  readonly rights: readonly [create: string, update: string, remove: string];
  /** What the rights are asked of: `SERVICE:REGION:ACCOUNT:…`, with `NAME`; or found in the properties. */
  readonly on: string | ((properties: Values) => readonly string[]);
  /** Properties that hold roles, which the caller must be allowed to pass to the service. */
  readonly passes?: { readonly service: string; readonly roles: (properties: Values) => readonly string[] };
}

/** The ARN that rights on a resource are asked of. */
export const arnOf = (pattern: string, name: string, { partition, region, accountId }: Place): string =>
  `arn:${partition}:${pattern.replace('REGION', region).replace('ACCOUNT', accountId).replace('NAME', name)}`;

/** An ARN, URL or name in a property; several of a list. */
export const textsOf =
  (property: string) =>
  (properties: Values): readonly string[] =>
    [properties[property] ?? []].flat().filter((value) => typeof value === 'string');
