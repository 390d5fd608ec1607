import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import type { Operations } from '#gateway/dispatch/operation.ts';
import { queryCodec } from '#gateway/dispatch/query-codec.ts';
import { type Page, pageOf } from '#gateway/paging.ts';
import type { Authorize } from '#gateway/service.ts';
import { bodies } from '#services/cloudformation/bodies.ts';
import {
  describeStack,
  resourceDetail,
  resourceSummary,
  type StackInTime,
} from '#services/cloudformation/descriptions.ts';

interface CloudFormationServiceOptions {
  readonly authorize: Authorize;
}

export interface CloudFormationService {
  readonly service: DispatchedService;
  /** Shows a stack once it has been applied. */
  putStack(stack: StackInTime): void;
}

/** Read-only: stacks come from the compiled template. https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/ */
export function createCloudFormationService(options: CloudFormationServiceOptions): CloudFormationService {
  const { authorize } = options;
  const stacks = new Map<string, StackInTime>();

  const find = (input: JsonObject) => {
    const wanted = String(input.StackName ?? '');
    const found = [...stacks.values()].find(({ stack }) => stack.name === wanted || stack.id === wanted);
    if (!found) throw new AwsError('ValidationError', `Stack with id ${wanted} does not exist`);
    return found;
  };
  const access = (action: string) => (input: JsonObject) => [
    { action: `cloudformation:${action}`, resource: input.StackName === undefined ? '*' : find(input).stack.id },
  ];
  const operations: Operations = {
    DescribeStacks: {
      access: access('DescribeStacks'),
      run(input) {
        const shown = input.StackName === undefined ? [...stacks.values()] : [find(input)];
        const { items, next } = stackPage(shown, input);
        return { Stacks: items.map(describeStack), NextToken: next };
      },
    },
    ListStackResources: {
      access: access('ListStackResources'),
      run(input) {
        const found = find(input);
        const { items, next } = stackPage(found.stack.resources, input);
        return { StackResourceSummaries: items.map((resource) => resourceSummary(found, resource)), NextToken: next };
      },
    },
    DescribeStackResources: {
      access: access('DescribeStackResources'),
      run(input) {
        const found = find(input);
        const { LogicalResourceId: wanted } = input;
        const shown = found.stack.resources.filter(({ logicalId }) => wanted === undefined || logicalId === wanted);
        return { StackResources: shown.map((resource) => resourceDetail(found, resource)) };
      },
    },
  };
  return {
    service: dispatch({
      signingName: 'cloudformation',
      title: 'CloudFormation',
      codec: queryCodec('http://cloudformation.amazonaws.com/doc/2010-05-15/'),
      operations,
      bodies,
      authorize,
    }),
    putStack: (one) => void stacks.set(one.stack.name, one),
  };
}

/** A hundred on a page. Throws ValidationError. */
function stackPage<T>(items: readonly T[], { NextToken: token }: JsonObject): Page<T> {
  const invalidToken = () => new AwsError('ValidationError', 'NextToken is not valid');
  if (token !== undefined && typeof token !== 'string') throw invalidToken();
  return pageOf(items, { token, size: 100, invalidToken });
}
