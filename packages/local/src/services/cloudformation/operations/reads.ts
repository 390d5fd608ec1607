import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { onStack, type StackContext, stackOf } from '#services/cloudformation/context.ts';
import { describeEvent, describeStack, stackSummary } from '#services/cloudformation/describe.ts';
import { eventPage } from '#services/cloudformation/event-page.ts';
import { optional, stackPage, text, texts } from '#services/cloudformation/input.ts';

/** What tells of stacks: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export const readOperations = (context: StackContext): Unlisted => ({
  DescribeStacks: {
    access: onStack(context, 'DescribeStacks'),
    async run(input) {
      const name = optional(input, 'StackName');
      const there = context.store.all().filter(({ deletedAt }) => deletedAt === undefined);
      const shown = name === undefined ? there.toReversed() : [stackOf(context, name)];
      const { items, next } = stackPage(shown, input);
      const described = items.map(async (stack) =>
        describeStack(stack, await context.engine().describe(stack.wanted.template)),
      );
      return { Stacks: await Promise.all(described), NextToken: next };
    },
  },
  ListStacks: {
    access: () => [{ action: 'cloudformation:ListStacks', resource: '*' }],
    run(input) {
      const statuses = texts(input, 'StackStatusFilter');
      const all = context.store.all().toReversed();
      const shown = all.filter(({ status }) => statuses.length === 0 || statuses.includes(status));
      const { items, next } = stackPage(shown, input);
      return { StackSummaries: items.map(stackSummary), NextToken: next };
    },
  },
  DescribeStackEvents: {
    access: onStack(context, 'DescribeStackEvents'),
    run(input) {
      const name = text(input, 'StackName');
      const stack = stackOf(context, name, `Stack [${name}] does not exist`);
      const { events, next } = eventPage(context.store, stack.id, input);
      return { StackEvents: events.map((event) => describeEvent(stack, event)), NextToken: next };
    },
  },
});
