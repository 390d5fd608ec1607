import { AwsError } from '#gateway/aws-error.ts';
import { type QueryOperation, queryService } from '#gateway/query-service.ts';
import type { Authorize, Service } from '#gateway/service.ts';
import type { Clock } from '#local/clock.ts';
import type { JsonObject } from '#local/json.ts';
import {
  type DescribedStack,
  describeStack,
  resourceDetail,
  resourceSummary,
} from '#services/cloudformation/descriptions.ts';

interface CloudFormationServiceOptions {
  readonly authorize: Authorize;
  readonly clock: Clock;
}

export interface CloudFormationService {
  readonly service: Service;
  /** Shows a stack once it has been applied; the time becomes its creation time. */
  putStack(stack: DescribedStack): void;
}

/** Read-only: stacks come from the compiled template. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export function createCloudFormationService(options: CloudFormationServiceOptions): CloudFormationService {
  const { authorize, clock } = options;
  const stacks = new Map<string, { readonly stack: DescribedStack; readonly createdAt: Date }>();

  const find = (input: JsonObject) => {
    const wanted = String(input.StackName ?? '');
    const found = [...stacks.values()].find(({ stack }) => stack.name === wanted || stack.id === wanted);
    if (!found) throw new AwsError('ValidationError', `Stack with id ${wanted} does not exist`);
    return found;
  };
  const access = (action: string) => (input: JsonObject) => [
    { action: `cloudformation:${action}`, resource: input.StackName === undefined ? '*' : find(input).stack.id },
  ];
  const operations: Readonly<Record<string, QueryOperation>> = {
    DescribeStacks: {
      access: access('DescribeStacks'),
      run(input) {
        const shown = input.StackName === undefined ? [...stacks.values()] : [find(input)];
        return { Stacks: shown.map(({ stack, createdAt }) => describeStack(stack, createdAt)) };
      },
    },
    ListStackResources: {
      access: access('ListStackResources'),
      run(input) {
        const { stack, createdAt } = find(input);
        return { StackResourceSummaries: stack.resources.map((resource) => resourceSummary(resource, createdAt)) };
      },
    },
    DescribeStackResources: {
      access: access('DescribeStackResources'),
      run(input) {
        const { stack, createdAt } = find(input);
        const logicalId = input.LogicalResourceId;
        const shown = stack.resources.filter((resource) => logicalId === undefined || resource.logicalId === logicalId);
        return { StackResources: shown.map((resource) => resourceDetail(stack, resource, createdAt)) };
      },
    },
  };
  return {
    service: queryService({
      signingName: 'cloudformation',
      namespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
      operations,
      authorize,
    }),
    putStack: (stack) => void stacks.set(stack.name, { stack, createdAt: new Date(clock.now()) }),
  };
}
