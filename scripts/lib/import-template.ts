import * as z from 'zod';

/** By what CloudFormation finds a resource that exists, and where the template says it. */
const IDENTIFIERS: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::DynamoDB::Table': 'TableName',
};

const named = z.union([z.string(), z.object({ 'Fn::Sub': z.string() })]);

const compiled = z.object({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      DeletionPolicy: z.optional(z.string()),
      Properties: z.optional(z.record(z.string(), z.unknown())),
    }),
  ),
});

/** As CloudFormation's `CreateChangeSet` takes it. */
export interface ResourceToImport {
  readonly ResourceType: string;
  readonly LogicalResourceId: string;
  readonly ResourceIdentifier: Record<string, string>;
}

interface Import {
  /** The stack as it is after the import: the retained resources, and nothing else. */
  readonly template: string;
  readonly resources: readonly ResourceToImport[];
}

/**
 * What brings the retained buckets and tables of a deleted stage into a new stack. Throws an Error for a retained resource
 * of another type, or one that has no name of its own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources.html
 */
export function importOf(
  template: unknown,
  accountId: string,
  exists: (resource: { readonly type: string; readonly name: string }) => boolean,
): Import {
  const retained = Object.entries(compiled.parse(template).Resources)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
    .map(([logicalId, definition]) => ({ logicalId, definition, ...identify(logicalId, definition, accountId) }))
    .filter(({ name, definition }) => exists({ type: definition.Type, name }));
  return {
    template: JSON.stringify({
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: Object.fromEntries(retained.map(({ logicalId, definition }) => [logicalId, definition])),
    }),
    resources: retained.map(({ logicalId, definition, property, name }) => ({
      ResourceType: definition.Type,
      LogicalResourceId: logicalId,
      ResourceIdentifier: { [property]: name },
    })),
  };
}

function identify(
  logicalId: string,
  { Type, Properties = {} }: z.infer<typeof compiled>['Resources'][string],
  accountId: string,
): { readonly property: string; readonly name: string } {
  const property = IDENTIFIERS[Type];
  if (property === undefined) throw new Error(`${logicalId}: nothing is known here of importing ${Type}.`);
  const given = named.safeParse(Properties[property]);
  if (!given.success) throw new Error(`${logicalId} has no ${property}.`);
  const text = typeof given.data === 'string' ? given.data : given.data['Fn::Sub'];
  return { property, name: text.replaceAll('${AWS::AccountId}', accountId) };
}
