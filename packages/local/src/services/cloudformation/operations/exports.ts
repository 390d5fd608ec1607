import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { invalid, type StackContext } from '#services/cloudformation/context.ts';
import { checkToken, stackPage, text } from '#services/cloudformation/input.ts';
import { exportsOf, usersOf } from '#services/cloudformation/store/exports.ts';

/** What stacks export and import: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html */
export const exportOperations = (context: StackContext): Unlisted => ({
  ListExports: {
    access: () => [{ action: 'cloudformation:ListExports', resource: '*' }],
    run(input) {
      const all = [...exportsOf(context.store.all())].toSorted(([a], [b]) => (a < b ? -1 : 1));
      const { items, next } = stackPage(all, input);
      return {
        Exports: items.map(([name, { value, stack }]) => ({ ExportingStackId: stack.id, Name: name, Value: value })),
        NextToken: next,
      };
    },
  },
  ListImports: {
    access: () => [{ action: 'cloudformation:ListImports', resource: '*' }],
    run(input) {
      checkToken(input);
      const name = text(input, 'ExportName');
      const users = usersOf(name, context.store.all());
      if (users.length === 0) throw invalid(`Export '${name}' is not imported by any stack.`);
      const { items, next } = stackPage(users, input);
      return { Imports: items, NextToken: next };
    },
  },
});
