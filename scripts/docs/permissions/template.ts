import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const anyOrMore = z.unknown().transform((value): readonly unknown[] => (Array.isArray(value) ? value : [value]));
const statement = z.object({ Effect: z.string(), Action: oneOrMore, Resource: anyOrMore });
const role = z.object({
  Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })).default([]),
});
const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One action on one resource, as the template says it. */
export interface Allowed {
  readonly action: string;
  readonly resource: unknown;
}

export interface Role {
  readonly logicalId: string;
  readonly allowed: readonly Allowed[];
}

export async function readResources(path: string): Promise<readonly TemplateResource[]> {
  const { Resources } = template.parse(JSON.parse(await readFile(path, 'utf8')));
  return Object.entries(Resources).map(([logicalId, { Type, Properties }]) => ({
    logicalId,
    type: Type,
    properties: Properties,
  }));
}

export function rolesIn(resources: readonly TemplateResource[]): readonly Role[] {
  return resources
    .filter(({ type }) => type === 'AWS::IAM::Role')
    .map(({ logicalId, properties }) => ({
      logicalId,
      allowed: role
        .parse(properties)
        .Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
        .filter(({ Effect }) => Effect === 'Allow')
        .flatMap(({ Action, Resource }) =>
          Action.flatMap((action) => Resource.map((resource) => ({ action, resource }))),
        ),
    }));
}

/** Whether a part of a template refers to a resource, by `Ref`, `Fn::GetAtt` or in a `Fn::Sub`. */
export const refersTo = (part: unknown, logicalId: string): boolean =>
  new RegExp(`(?:"|\\$\\{)${logicalId}(?:"|[.}])`).test(JSON.stringify(part));

/** What a resource is called in a table: its logical id, or the end of its name. */
export function resourceName(resource: unknown): string {
  const text = JSON.stringify(resource);
  const logicalId = /"Ref":"(\w+)"|"Fn::GetAtt":\["(\w+)"|\$\{(\w+)\.Arn\}/.exec(text)?.slice(1).find(Boolean);
  if (logicalId !== undefined) return logicalId + (text.includes('/*') ? '/*' : '');
  const [, arn = '*'] = /"(?:Fn::Sub":")?([^"]*)"\}?$/.exec(text) ?? [];
  return arn.includes('AccountId}:') ? (arn.split('AccountId}:').at(-1) ?? arn) : arn;
}
