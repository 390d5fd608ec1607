import type { StackRecord } from '#services/cloudformation/store/records.ts';
import { TemplateError } from '#template/template-error.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html */
export function refuseOtherTypes(
  resources: ReadonlyMap<string, { readonly type: string }>,
  { resources: before }: StackRecord,
): void {
  const other = before.filter(({ logicalId, type }) => (resources.get(logicalId)?.type ?? type) !== type);
  if (other.length === 0) return;
  const ids = other.map(({ logicalId }) => logicalId).join(', ');
  throw new TemplateError(
    `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${ids}]`,
  );
}
