import { systemClock } from '@safelight/asl/clock';
import { loadDefinition } from '@safelight/asl/definition/load';
import { execute } from '@safelight/asl/execute';
import { compileMachine } from '@safelight/asl/machine';
import type { ObjectPort } from '@safelight/asl/ports';
import { mockPorts } from '@safelight/asl/testing/mock-ports';

/**
 * One distributed Map in a process of its own, so that its memory is only its own: items are lines of a made JSON Lines
 * object, each a child execution (Express) with two states. Prints `{"seconds", "rssGrowthMb"}`.
 */
const items = Number(process.argv[2]);

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Library',
  States: {
    Library: {
      Type: 'Map',
      ItemReader: {
        Resource: 'arn:aws:states:::s3:getObject',
        ReaderConfig: { InputType: 'JSONL' },
        Arguments: { Bucket: 'library', Key: 'photos.jsonl' },
      },
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
        StartAt: 'Describe',
        States: {
          Describe: { Type: 'Pass', Output: { key: '{% $states.input.key %}', done: true }, Next: 'Keep' },
          Keep: { Type: 'Succeed' },
        },
      },
      MaxConcurrency: 40,
      ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Arguments: { Bucket: 'library', Prefix: 'results' } },
      End: true,
    },
  },
};

const LINES_A_CHUNK = 500;

async function* lines(): AsyncIterable<Uint8Array> {
  for (let at = 0; at < items; at += LINES_A_CHUNK) {
    const size = Math.min(LINES_A_CHUNK, items - at);
    const chunk = Array.from({ length: size }, (_, index) => `{"key":"photos/${at + index}.jpg","bytes":2700000}\n`);
    yield new TextEncoder().encode(chunk.join(''));
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

const ports = { ...mockPorts({ mocks: {}, objects: new Map() }, systemClock), objects };
const machine = compileMachine(loadDefinition(definition));
const before = process.memoryUsage().rss;
let peak = before;
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 50);
const start = performance.now();
const { result } = execute(machine, {}, ports, {
  type: 'STANDARD',
  identity: {
    executionArn: 'arn:aws:states:us-east-1:000000000000:execution:backlog:run',
    executionName: 'run',
    roleArn: 'arn:aws:iam::000000000000:role/bench',
    stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:backlog',
    stateMachineName: 'backlog',
  },
});
const ended = await result;
clearInterval(sampler);
if (ended.status !== 'SUCCEEDED' || written < items) throw new Error(`the backlog ended ${JSON.stringify(ended)}`);
const seconds = (performance.now() - start) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, rssGrowthMb: (peak - before) / 1e6 })}\n`);
