import { GetExecutionHistoryCommand, type HistoryEvent, type SFNClient } from '@aws-sdk/client-sfn';
import { isVariant, plainVariant, type Variant } from '../outcome.ts';

/** Events that are looked at: of a photo that needs no retries there are fewer. */
const LATEST = 100;

/** How far a photo is that is being developed. */
export interface Progress {
  /** The state that was entered last; undefined where the latest events tell of none. */
  readonly state: string | undefined;
  /** What is made of it already, the narrowest first: these are stored, and never change. */
  readonly variants: readonly Variant[];
}

export async function progressOf(states: Pick<SFNClient, 'send'>, executionArn: string): Promise<Progress> {
  const latest = { executionArn, reverseOrder: true, maxResults: LATEST, includeExecutionData: true };
  // What somebody else has written in the table is no reason to show no photos.
  const { events = [] } = await states
    .send(new GetExecutionHistoryCommand(latest))
    .catch((): { events: undefined } => ({ events: undefined }));
  return {
    state: events.map((event) => event.stateEnteredEventDetails?.name).find((name) => name !== undefined),
    variants: events.flatMap(variantsIn).toSorted((a, b) => a.width - b.width),
  };
}

/** Variants that a state hands on which has made them: whoever gathers them hands on lists of lists. */
function variantsIn({ stateExitedEventDetails: exited }: HistoryEvent): readonly Variant[] {
  if (exited?.output === undefined || !exited.output.startsWith('[')) return [];
  const output: unknown = JSON.parse(exited.output);
  return Array.isArray(output) && output.every(isVariant) ? output.map(plainVariant) : [];
}
