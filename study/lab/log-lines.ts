import { FilterLogEventsCommand, ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import type { StudyLab } from './lab.ts';

/** Messages of a log group that contain a text; none where there is no such group. */
export async function logLines(
  { clients }: StudyLab,
  logGroupName: string,
  containing: string,
): Promise<readonly string[]> {
  try {
    const { events = [] } = await clients.logs.send(new FilterLogEventsCommand({ logGroupName }));
    return events.map(({ message = '' }) => message).filter((message) => message.includes(containing));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return [];
    throw error;
  }
}
