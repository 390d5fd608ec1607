import type { HistoryEvent } from '@safelight/asl/history/events';
import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { StatesContext } from '#services/states/context.ts';
import { withoutData } from '#services/states/executions/event-data.ts';
import { flag } from '#services/states/input.ts';
import { seconds } from '#services/states/machines/machine.ts';
import { pageOfRows, withToken } from '#services/states/paging.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html */
export function executionHistory(context: StatesContext, arn: string, input: JsonObject): object {
  const reverse = flag(input, 'reverseOrder', false);
  const withData = flag(input, 'includeExecutionData', true);
  const found = pageOfRows(input, (after, limit) => context.executions.events(arn, { after, limit, reverse }));
  return withToken({ events: found.items.map((event) => asAnswer(event, withData)) }, found);
}

const asAnswer = (event: HistoryEvent, withData: boolean) => ({
  ...(withData ? event : hideData(event)),
  timestamp: seconds(event.timestamp),
});

function hideData(event: HistoryEvent): object {
  const members = Object.entries(event).map(([name, value]: [string, unknown]) => [
    name,
    isJsonObject(value) ? withoutData(value) : value,
  ]);
  return Object.fromEntries(members);
}
