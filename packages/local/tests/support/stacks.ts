import {
  CloudFormationClient,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { vi } from 'vitest';
import type { TestSystem } from '#local/testing/start-system.ts';

/** A queue, as most templates of these tests need nothing more. */
export const queue = (Properties: object = {}, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });

export type Sections = Readonly<Record<string, unknown>>;

/** What tests do with stacks of a running system. */
export function stacksOf(system: TestSystem, client = new CloudFormationClient(system)) {
  const describe = async (StackName: string): Promise<Stack> => {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    if (!stack) throw new Error(`${StackName} is not there.`);
    return stack;
  };
  const settled = (id: string): Promise<Stack> =>
    vi.waitFor(
      async () => {
        const stack = await describe(id);
        if (/IN_PROGRESS$/.test(stack.StackStatus ?? '')) throw new Error(`${id} is ${stack.StackStatus}`);
        return stack;
      },
      { timeout: 110_000, interval: 20 },
    );
  const events = async (StackName: string) =>
    ((await client.send(new DescribeStackEventsCommand({ StackName }))).StackEvents ?? []).toReversed();
  return {
    client,
    describe,
    settled,
    /** `Queue CREATE_COMPLETE` and so on, the oldest first. */
    events,
    lines: async (id: string) =>
      (await events(id)).map(({ LogicalResourceId, ResourceStatus }) => `${LogicalResourceId} ${ResourceStatus}`),
    async create(StackName: string, template: Sections, more: Partial<CreateStackCommandInput> = {}): Promise<Stack> {
      const TemplateBody = JSON.stringify(template);
      const { StackId = '' } = await client.send(new CreateStackCommand({ StackName, TemplateBody, ...more }));
      return settled(StackId);
    },
    async update(StackName: string, template: Sections, more: Partial<CreateStackCommandInput> = {}): Promise<Stack> {
      const TemplateBody = JSON.stringify(template);
      const { StackId = '' } = await client.send(new UpdateStackCommand({ StackName, TemplateBody, ...more }));
      return settled(StackId);
    },
    async remove(StackName: string): Promise<Stack> {
      const { StackId = '' } = await describe(StackName);
      await client.send(new DeleteStackCommand({ StackName }));
      return settled(StackId);
    },
  };
}
