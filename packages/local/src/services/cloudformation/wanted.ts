import type { JsonObject } from '@safelight/asl/json';
import type { CallContext } from '#gateway/dispatch/operation.ts';
import type { Access } from '#gateway/service.ts';
import { invalid, type StackContext } from '#services/cloudformation/context.ts';
import { flag, objects, optional, texts } from '#services/cloudformation/input.ts';
import type { StackRecord, Wanted } from '#services/cloudformation/store/records.ts';
import { objectAt } from '#services/cloudformation/template-url.ts';

/** What it takes beside the operation itself: the template's bytes, and the role that CloudFormation is given. */
export function accessOfWanted(input: JsonObject, { place }: StackContext): readonly Access[] {
  const url = optional(input, 'TemplateURL');
  const role = optional(input, 'RoleARN');
  const read = url === undefined ? undefined : objectAt(url);
  return [
    ...(read ? [{ action: 's3:GetObject', resource: `arn:${place.partition}:s3:::${read.bucket}/${read.key}` }] : []),
    ...(role === undefined
      ? []
      : [
          {
            ...{ action: 'iam:PassRole', resource: role },
            context: { 'iam:PassedToService': 'cloudformation.amazonaws.com' },
          },
        ]),
  ];
}

/** Reads them. Rejects with ValidationError. */
export async function wantedOf(input: JsonObject, context: StackContext, stack?: StackRecord): Promise<Wanted> {
  const roleArn = optional(input, 'RoleARN') ?? stack?.wanted.roleArn;
  if (roleArn !== undefined) context.checkRole(roleArn);
  const tags = objects(input, 'Tags').map(({ Key, Value }) => ({ key: String(Key), value: String(Value ?? '') }));
  const refused = tags.find(({ key }) => key.startsWith('aws:'));
  if (refused) throw invalid(`aws: prefixed tag key names are not allowed for external use: ${refused.key}`);
  const before = stack === undefined ? new Map<string, string>() : await valuesBefore(stack, context);
  return {
    template: await templateOf(input, context, stack),
    parameters: objects(input, 'Parameters').map((one) => parameterOf(one, before)),
    tags: input.Tags === undefined ? (stack?.wanted.tags ?? []) : tags,
    capabilities: [...texts(input, 'Capabilities')],
    ...(roleArn !== undefined && { roleArn }),
  };
}

/** What a stack's parameters are: given, or by default. */
async function valuesBefore({ wanted }: StackRecord, context: StackContext): Promise<ReadonlyMap<string, string>> {
  const given = new Map(wanted.parameters.map(({ key, value }) => [key, value]));
  const { parameters } = await context.engine().describe(wanted.template);
  return new Map(
    parameters.flatMap(({ key, default: byDefault }) => {
      const value = given.get(key) ?? byDefault;
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
}

function parameterOf(
  { ParameterKey, ParameterValue, UsePreviousValue }: JsonObject,
  before: ReadonlyMap<string, string>,
) {
  const key = String(ParameterKey);
  if (UsePreviousValue !== 'true') return { key, value: String(ParameterValue ?? '') };
  if (ParameterValue !== undefined)
    throw invalid(
      `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true and non empty value for a parameter`,
    );
  const value = before.get(key);
  if (value === undefined)
    throw invalid(
      `Invalid input for parameter key ${key}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
    );
  return { key, value };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const MOST_INLINE = 51_200;

/** The template's text, from where the request says. */
export async function templateOf(input: JsonObject, context: StackContext, stack?: StackRecord): Promise<string> {
  const body = optional(input, 'TemplateBody');
  const url = optional(input, 'TemplateURL');
  const keeps = flag(input, 'UsePreviousTemplate') === true;
  if ([body, url, keeps || undefined].filter((one) => one !== undefined).length > 1)
    throw invalid('You must specify only one of Template Body, Template URL or Use Previous Template');
  if (keeps && stack) return stack.wanted.template;
  if (url !== undefined) {
    const { bucket, key } = objectAt(url);
    return context.readObject(bucket, key);
  }
  if (body === undefined) throw invalid('Either Template URL or Template Body must be specified.');
  const bytes = Buffer.byteLength(body);
  if (bytes > MOST_INLINE)
    throw invalid(
      `1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${MOST_INLINE}`,
    );
  return body;
}

/** Whoever asked, for what is done behind the answer. */
export const workOf = ({ principal }: CallContext, input: JsonObject) => {
  const token = optional(input, 'ClientRequestToken');
  return { principal, leftovers: [], retained: [], keepsFailed: false, ...(token !== undefined && { token }) };
};
