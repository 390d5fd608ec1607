import type { Unlisted } from '#gateway/dispatch/operation.ts';
import { invalid, onStack, type StackContext, stackOf } from '#services/cloudformation/context.ts';
import { resourceDetail, resourceSummary } from '#services/cloudformation/describe.ts';
import { optional, stackPage, text } from '#services/cloudformation/input.ts';

/** What tells of a stack's resources: https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export const resourceOperations = (context: StackContext): Unlisted => ({
  ListStackResources: {
    access: onStack(context, 'ListStackResources'),
    run(input) {
      const { resources } = stackOf(context, text(input, 'StackName'));
      const { items, next } = stackPage(resources, input);
      return { StackResourceSummaries: items.map(resourceSummary), NextToken: next };
    },
  },
  DescribeStackResources: {
    access: onStack(context, 'DescribeStackResources'),
    run(input) {
      const stack = stackByResource(context, optional(input, 'StackName'), optional(input, 'PhysicalResourceId'));
      const wanted = optional(input, 'LogicalResourceId');
      const shown = stack.resources.filter(({ logicalId }) => wanted === undefined || logicalId === wanted);
      return { StackResources: shown.map((resource) => resourceDetail(stack, resource, 'Timestamp')) };
    },
  },
  DescribeStackResource: {
    access: onStack(context, 'DescribeStackResource'),
    run(input) {
      const name = text(input, 'StackName');
      const stack = stackOf(context, name, `Stack '${name}' does not exist`);
      const wanted = text(input, 'LogicalResourceId');
      const found = stack.resources.find(({ logicalId }) => logicalId === wanted);
      if (!found) throw invalid(`Resource ${wanted} does not exist for stack ${stack.name}`);
      return { StackResourceDetail: resourceDetail(stack, found, 'LastUpdatedTimestamp') };
    },
  },
});

function stackByResource(context: StackContext, name: string | undefined, physicalId: string | undefined) {
  if (name !== undefined) return stackOf(context, name);
  const found = context.store
    .all()
    .find(
      ({ deletedAt, resources }) => deletedAt === undefined && resources.some((one) => one.physicalId === physicalId),
    );
  if (found && physicalId !== undefined) return found;
  throw invalid(`Stack for ${physicalId} does not exist`);
}
