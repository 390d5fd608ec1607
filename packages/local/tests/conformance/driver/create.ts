import { AwsError } from '#gateway/aws-error.ts';
import { readCreate } from '#services/states/machines/machines.ts';
import type { Kind } from './protocol.ts';

const ROLE = 'arn:aws:iam::111111111111:role/machine';
/** Recordings say of no log group that it exists. */
const NOTHING = { hasLogGroup: () => false };

/** CreateStateMachine, as far as it goes without the machines that there are. */
export const create: Kind = async ({ definition, type = 'STANDARD', request = {} }) => {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  try {
    await readCreate(NOTHING, { name: 'machine', roleArn: ROLE, type, ...request, definition: text }, () => undefined);
    return { created: true };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { created: false, error: error.code, cause: error.message };
  }
};
