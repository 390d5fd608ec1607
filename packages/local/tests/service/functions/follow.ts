import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

const states = new SFNClient();

interface StreamEvent {
  readonly Records: readonly { readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } } } }[];
}

export async function handler({ Records }: StreamEvent): Promise<void> {
  for (const { dynamodb } of Records) {
    const input = JSON.stringify({ id: dynamodb.Keys.id.S });
    await states.send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE, input }));
  }
}
