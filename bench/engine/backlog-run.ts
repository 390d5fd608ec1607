import { join } from 'node:path';
import { systemClock } from '@safelight/asl/clock';
import { localPlace, systemIds, systemRandom } from '@safelight/asl/identity';
import type { JsonObject } from '@safelight/asl/json';
import { type ObjectPort, unchecked } from '@safelight/asl/ports';
import { createStatesService, type StatesService } from '@safelight/local/services/states/service';
import { openDatabase } from '@safelight/local/store/database';
import { backlogLines, backlogMachine } from './backlog-machine.ts';

/**
 * One distributed Map in a process of its own, so that its memory is only its own. Step Functions runs it as it does in a system: the
 * execution, its map run and how each child ended are kept in a database in the folder. Prints `{"seconds", "rssGrowthMb"}`.
 */
const [items, folder = ''] = [Number(process.argv[2]), process.argv[3]];

const LINES_A_CHUNK = 500;

async function* lines(): AsyncIterable<Uint8Array> {
  for (let at = 0; at < items; at += LINES_A_CHUNK) {
    const size = Math.min(LINES_A_CHUNK, items - at);
    yield new TextEncoder().encode(backlogLines(at, at + size));
  }
}

let written = 0;
const objects: ObjectPort = {
  get: async () => lines(),
  head: async () => ({ size: 0, etag: '' }),
  async *list() {},
  async put({ body }) {
    written += body.length;
  },
};

const nothing = () => undefined;
const noTasks = () => Promise.reject(new Error('no state calls anything'));
const ended = Promise.withResolvers<JsonObject>();
const database = openDatabase({ file: join(folder, 'backlog.db') });
const states: StatesService = createStatesService({
  ...{ database, clock: systemClock, ids: systemIds, random: systemRandom, place: localPlace, objects },
  authorize: nothing,
  tasks: { ...unchecked, unsupported: nothing, request: noTasks, completion: noTasks },
  ...{ hasLogGroup: () => false, onLog: nothing, onResume: nothing, onRecovered: nothing, record: nothing },
  onStatusChange: (detail) => detail.status !== 'RUNNING' && ended.resolve(detail),
  meter: { add: nothing, begin: nothing, end: nothing, beginChild: nothing, endChild: nothing },
  tracing: { samples: () => false, send: nothing },
});
const role = 'arn:aws:iam::000000000000:role/bench';
const machine = await states.call('CreateStateMachine', {
  ...{ name: 'backlog', roleArn: role, definition: JSON.stringify(backlogMachine('library')) },
});
const before = process.memoryUsage().rss;
let peak = before;
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 50);
const start = performance.now();
await states.call('StartExecution', { stateMachineArn: Object(machine).stateMachineArn, input: '{}' });
const { status, error, cause } = await ended.promise;
await database.committed();
const seconds = (performance.now() - start) / 1000;
clearInterval(sampler);
if (status !== 'SUCCEEDED' || written < items) throw new Error(`the backlog ended ${status}: ${error} ${cause}`);
states.close();
database.close();
process.stdout.write(`${JSON.stringify({ seconds, rssGrowthMb: (peak - before) / 1e6 })}\n`);
