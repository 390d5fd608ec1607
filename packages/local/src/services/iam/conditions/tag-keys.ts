import type { Access, Principal } from '#gateway/service.ts';

export type Tags = Readonly<Record<string, string>>;

/** Where tags are asked for when a policy asks about them. */
export interface TagSource {
  roleTags(roleArn: string): Tags;
  /** Undefined for a resource that is not there. */
  resourceTags(resourceArn: string): Tags | undefined;
}

/**
 * `aws:PrincipalTag/…` and `aws:ResourceTag/…`, looked up when a policy asks. The name of a tag in a condition key is
 * compared without regard to case.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltag
 */
export function tagKeys(
  key: string,
  { principal, access, tags }: { readonly principal: Principal; readonly access: Access; readonly tags: TagSource },
): readonly string[] | undefined {
  const [kind, name = ''] = splitOnce(key);
  if (kind === 'aws:resourcetag') return find(tags.resourceTags(access.resource), name);
  return kind === 'aws:principaltag' && principal.kind === 'role'
    ? find(tags.roleTags(principal.roleArn), name)
    : undefined;
}

function splitOnce(key: string): readonly [string, string?] {
  const at = key.indexOf('/');
  return at < 0 ? [key] : [key.slice(0, at), key.slice(at + 1)];
}

function find(tags: Tags | undefined, name: string): readonly string[] | undefined {
  const found = Object.entries(tags ?? {}).find(([key]) => key.toLowerCase() === name);
  return found && [found[1]];
}
