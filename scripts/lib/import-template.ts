import * as z from 'zod';

/** Where the template names a resource, and by what CloudFormation finds one that exists: primary identifiers of their schemas. */
const NAMES: Readonly<Record<string, { readonly name: string; readonly identifier: string }>> = {
  'AWS::S3::Bucket': { name: 'BucketName', identifier: 'BucketName' },
  'AWS::DynamoDB::Table': { name: 'TableName', identifier: 'TableName' },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', identifier: 'LogGroupName' },
  'AWS::SQS::Queue': { name: 'QueueName', identifier: 'QueueUrl' },
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
 * What brings the retained resources of a deleted stage into a new stack: those that `find` has an identifier for, given their
 * type and name. Throws an Error for a retained resource of a type that is not known here, or one that has no name of its own.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources.html
 */
export function importOf(
  template: unknown,
  accountId: string,
  find: (resource: { readonly type: string; readonly name: string }) => string | undefined,
): Import {
  const retained = Object.entries(compiled.parse(template).Resources)
    .filter(([, { DeletionPolicy }]) => DeletionPolicy === 'Retain')
    .map(([logicalId, definition]) => ({ logicalId, definition, ...identify(logicalId, definition, accountId) }))
    .flatMap(({ name, ...resource }) => {
      const identifier = find({ type: resource.definition.Type, name });
      return identifier === undefined ? [] : [{ ...resource, identifier }];
    });
  return {
    template: JSON.stringify({
      AWSTemplateFormatVersion: '2010-09-09',
      Resources: Object.fromEntries(retained.map(({ logicalId, definition }) => [logicalId, definition])),
    }),
    resources: retained.map(({ logicalId, definition, property, identifier }) => ({
      ResourceType: definition.Type,
      LogicalResourceId: logicalId,
      ResourceIdentifier: { [property]: identifier },
    })),
  };
}

function identify(
  logicalId: string,
  { Type, Properties = {} }: z.infer<typeof compiled>['Resources'][string],
  accountId: string,
): { readonly property: string; readonly name: string } {
  const names = NAMES[Type];
  if (names === undefined) throw new Error(`${logicalId}: nothing is known here of importing ${Type}.`);
  const given = named.safeParse(Properties[names.name]);
  if (!given.success) throw new Error(`${logicalId} has no ${names.name}.`);
  const text = typeof given.data === 'string' ? given.data : given.data['Fn::Sub'];
  return { property: names.identifier, name: text.replaceAll('${AWS::AccountId}', accountId) };
}
