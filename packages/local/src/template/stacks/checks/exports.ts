import { exportsOf, usersOf } from '#services/cloudformation/store/exports.ts';
import type { OutputRecord, StackRecord } from '#services/cloudformation/store/records.ts';
import { TemplateError } from '#template/template-error.ts';

/**
 * Throws where a stack cannot export what it shall: another one has the name, or uses what would change.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
 */
export function checkExports(
  { id, outputs: before }: StackRecord,
  after: readonly OutputRecord[],
  stacks: readonly StackRecord[],
): void {
  const others = stacks.filter((stack) => stack.id !== id);
  const taken = exportsOf(others);
  for (const { exportName } of after) {
    const owner = exportName === undefined ? undefined : taken.get(exportName)?.stack;
    if (owner) throw new TemplateError(`Export with name ${exportName} is already exported by stack ${owner.name}`);
  }
  for (const { exportName, value } of before) {
    const users = exportName === undefined ? [] : usersOf(exportName, others);
    const same = after.find((one) => one.exportName === exportName);
    if (users.length === 0 || same?.value === value) continue;
    const deed = same ? 'updated' : 'deleted';
    throw new TemplateError(`Export ${exportName} cannot be ${deed} as it is in use by ${users.join(' and ')}`);
  }
}
