import { SFNClient } from '@aws-sdk/client-sfn';
import { captured } from '../shared/captured.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { createConsumer, streamEventSchema } from './consume-batch.ts';

const consume = createConsumer({ states: captured(new SFNClient({})), stateMachineArn: required('STATE_MACHINE_ARN') });

/** Consumer of the orders table's stream: starts order-processing once for each order placed. */
export const handler = createHandler({ input: streamEventSchema, run: consume });
