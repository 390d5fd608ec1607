import { openStore } from '@safelight/local/system/open-store';

/** How much lies in the database of a lab that has been used for a while. */
export interface Fill {
  /** Finished executions, of ten events each. */
  readonly executions: number;
  /** Of one more execution. */
  readonly events: number;
  readonly messages: number;
}

export const LONG_EXECUTION = 'arn:aws:states:us-east-1:000000000000:execution:darkroom-dev-order-processing:long';
export const FULL_QUEUE = 'bench-full';

const EVENT = "json_object('id', n, 'previousEventId', n - 1, 'timestamp', 0, 'type', 'PassStateEntered')";
const numbers = (count: number) =>
  `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`;
const execution = (arn: string, startDate: number) =>
  `${arn}, 'arn:aws:states:us-east-1:000000000000:stateMachine:darkroom-dev-order-processing', 'name',
   'arn:aws:states:us-east-1:000000000000:stateMachine:darkroom-dev-order-processing', 'revision', 'role', 'SUCCEEDED',
   ${startDate}, ${startDate}, 0, '{}', '{}'`;
const INTO_EXECUTIONS = `INSERT INTO states_executions (arn, owner, name, machineArn, revisionId, roleArn, status, startDate,
  stopDate, redriveCount, input, output)`;

/** Fills the database of a data folder in which a system has been started before, and none runs. */
export function fillStore(dataDir: string, { executions, events, messages }: Fill, now: number): void {
  const database = openStore(dataDir, 'kill');
  database.execute(`${numbers(executions)} ${INTO_EXECUTIONS}
    SELECT ${execution("'arn:bench:' || n", now)} FROM numbers`);
  database.execute(`${numbers(10)} INSERT INTO states_events
    SELECT states_executions.id * 32768 + n, ${EVENT} FROM states_executions, numbers WHERE arn LIKE 'arn:bench:%'`);
  database.execute(`${INTO_EXECUTIONS} VALUES (${execution(`'${LONG_EXECUTION}'`, now)})`);
  database.execute(`${numbers(events)} INSERT INTO states_events
    SELECT states_executions.id * 32768 + n, ${EVENT} FROM states_executions, numbers WHERE arn = '${LONG_EXECUTION}'`);
  const settings = JSON.stringify({ attributes: {}, tags: {}, created: 0, modified: 0 });
  database.execute(
    `INSERT INTO sqs_queues VALUES ('${FULL_QUEUE}', '{"name":"${FULL_QUEUE}","settings":${settings}}')`,
  );
  database.execute(`${numbers(messages)}
    INSERT INTO sqs_messages (queue, id, sent, visible, receives, content)
    SELECT '${FULL_QUEUE}', 'id' || n, ${now}, ${now}, 0,
      json_object('id', 'id' || n, 'body', hex(randomblob(100)), 'attributes', json('{}'), 'sent', ${now}, 'senderId', 'bench')
    FROM numbers`);
  database.close();
}
