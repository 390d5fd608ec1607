import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { NotHereError } from './install.ts';

/** AWS's DynamoDB Local, running. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.html */
export interface Database {
  readonly url: string;
  stop(): Promise<void>;
}

const START_MS = 60_000;
const LOOK_MS = 200;
const MAIN = 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner';

/** Its tables and streams lie in `folder`, and are there again at the next start. */
export async function startDatabase(jars: string, folder: string): Promise<Database> {
  const port = await freePort();
  const words = [
    ...[`-Djava.library.path=${jars}`, '-cp', join(jars, '*'), MAIN],
    ...['-port', String(port), '-dbPath', folder, '-sharedDb', '-disableTelemetry'],
  ];
  const child = spawn('java', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilItAnswers(url, child);
  } catch (error) {
    await end(child);
    throw new NotHereError(`${error instanceof Error ? error.message : error} ${said.trim().split('\n').at(-1) ?? ''}`);
  }
  return { url, stop: () => end(child) };
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  const giveUpAt = systemClock.now() + START_MS;
  while (!(await fetch(url).catch(() => undefined))) {
    if (child.exitCode !== null) throw new Error('DynamoDB Local ended at once.');
    if (systemClock.now() > giveUpAt) throw new Error(`DynamoDB Local does not answer after ${START_MS / 1000} s.`);
    await systemClock.sleep(LOOK_MS);
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
