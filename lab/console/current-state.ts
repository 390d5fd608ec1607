import { GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn';

/** Events that are looked at: between two states there are seldom as many. */
const LATEST = 20;

/** Name of the state that an execution has entered last; undefined where its latest events tell of none. */
export async function currentState(states: Pick<SFNClient, 'send'>, executionArn: string): Promise<string | undefined> {
  const latest = { executionArn, reverseOrder: true, maxResults: LATEST, includeExecutionData: false };
  // What somebody else has written in the table is no reason to show no photos.
  const { events = [] } = await states
    .send(new GetExecutionHistoryCommand(latest))
    .catch((): { events: undefined } => ({ events: undefined }));
  return events
    .map(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name)
    .find((name) => name !== undefined);
}
