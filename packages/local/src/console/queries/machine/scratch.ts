import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeStateMachineCommand,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StateMachineAlreadyExists,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';
import type { ConsoleRoutes } from '#local/console/extension.ts';

const END = '-scratch';
/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const LONGEST_NAME = 80;

const copy = z.object({ definition: z.string(), input: z.string() });
const synchronous = z.object({ stateMachineArn: z.string(), input: z.string() });

/** `POST machine/run-copy?of=ARN` runs an edited copy of a machine under a name of its own, which `DELETE machine?of=ARN` removes. */
export function scratchRoutes(states: SFNClient): ConsoleRoutes {
  return {
    async 'POST machine/run-copy'({ of, body }) {
      const { definition, input } = copy.parse(await body());
      const { arn: stateMachineArn, type } = await putCopy(states, of, definition);
      if (type === 'EXPRESS') return { kind: 'json', value: await runSync(states, { stateMachineArn, input }) };
      const { executionArn } = await states.send(new StartExecutionCommand({ stateMachineArn, input }));
      return { kind: 'json', value: { executionArn } };
    },
    'POST execution/start-sync': async ({ body }) => ({
      kind: 'json',
      value: await runSync(states, synchronous.parse(await body())),
    }),
    async 'DELETE machine'({ of: stateMachineArn }) {
      if (!stateMachineArn.endsWith(END)) return { kind: 'refused', message: 'Only an edited copy is deleted here.' };
      await states.send(new DeleteStateMachineCommand({ stateMachineArn }));
      return { kind: 'json', value: {} };
    },
  };
}

/** What an Express execution answers whoever waits for it. */
async function runSync(states: SFNClient, asked: z.infer<typeof synchronous>) {
  const { $metadata, billingDetails, ...answer } = await states.send(new StartSyncExecutionCommand(asked));
  return answer;
}

/** The copy of a machine, with its type and its role, made or changed. */
async function putCopy(states: SFNClient, of: string, definition: string) {
  const { name = '', type, roleArn } = await states.send(new DescribeStateMachineCommand({ stateMachineArn: of }));
  const scratch = scratchName(name);
  const arn = of.replace(/:[^:]+$/, `:${scratch}`);
  try {
    await states.send(new CreateStateMachineCommand({ name: scratch, type, roleArn, definition }));
  } catch (error) {
    if (!(error instanceof StateMachineAlreadyExists)) throw error;
    await states.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition, roleArn }));
  }
  return { arn, type };
}

/** Name of a machine's copy; a copy is its own. */
export const scratchName = (name: string): string =>
  name.endsWith(END) ? name : `${name.slice(0, LONGEST_NAME - END.length)}${END}`;
