import { paginateFilterLogEvents, ResourceNotFoundException } from '@aws-sdk/client-cloudwatch-logs';
import type { StudyLab } from './lab.ts';

/** Messages of a log group, oldest first; none where there is no such group. */
export async function logLines({ clients }: StudyLab, logGroupName: string): Promise<readonly string[]> {
  const messages: string[] = [];
  try {
    for await (const { events = [] } of paginateFilterLogEvents({ client: clients.logs }, { logGroupName }))
      messages.push(...events.map(({ message = '' }) => message));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
  }
  return messages;
}

/** The line that ends each invocation of a function. One that says how an environment began, INIT_REPORT, is no such line. */
export const reports = async (lab: StudyLab, functionName: string): Promise<readonly string[]> =>
  (await logLines(lab, `/aws/lambda/${functionName}`)).filter((line) => line.startsWith('REPORT '));

/** Types of the history events that a state machine has logged. */
export const loggedTypes = async (lab: StudyLab, logGroupName: string): Promise<readonly string[]> =>
  (await logLines(lab, logGroupName)).map((line) => String(JSON.parse(line).type));
