import { createHash } from 'node:crypto';
import { execute } from '@safelight/asl/execute';
import type { Random } from '@safelight/asl/identity';
import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { compileMachine, type Machine } from '@safelight/asl/machine';
import { mockPorts } from '@safelight/asl/testing/mock-ports';
import type { MockOutcome, Mocks } from '@safelight/asl/testing/mocks';
import { definitionOf } from '@safelight/asl/testing/run-state-machine';
import { VirtualClock } from '@safelight/asl/virtual-clock';
import { AwsError } from '@safelight/local/gateway/aws-error';
import { revisionPrefix } from '#functions/shared/keys.ts';
import { inside, thrown } from './image-workflow.ts';
import { createMemoryDynamoDb, type MemoryDynamoDb } from './memory-dynamodb.ts';

const TABLE = 'images';
const SLOWEST_STEP_MS = 40;
const SLOWEST_EVENT_MS = 300;
const WIDTHS = [320, 600, 900];
const FORMATS = ['avif', 'jpg'];
const FILES = WIDTHS.flatMap((width) => FORMATS.map((format) => `${width}.${format}`));

type MachineName = 'image-processing' | 'image-removal';
/** Of variants: what a stage is deployed with. */
export type Configuration = 'old' | 'new';
type Machines = Readonly<Record<MachineName | Configuration, Machine>>;

/** What a photo's bytes may be: what becomes of it depends on that alone. */
export type Content = 'cat' | 'dog' | 'damaged' | 'cursed';

/**
 * The photo lab with its real workflows and a real DynamoDB, but buckets in memory and functions that only write names;
 * every step takes a random time, and events come late, twice and in any order, by the given randomness.
 */
export class PhotoLabModel {
  readonly source = new Map<string, Content>();
  readonly output = new Set<string>();
  readonly #clock = new VirtualClock();
  readonly #random: Random;
  readonly #table: MemoryDynamoDb;
  readonly #machines: Machines;
  readonly #running: Promise<unknown>[] = [];
  #sequencer = 0;
  #configuration: Configuration = 'old';

  private constructor(random: Random, table: MemoryDynamoDb, machines: Machines) {
    this.#random = random;
    this.#table = table;
    this.#machines = machines;
  }

  static async open(random: Random): Promise<PhotoLabModel> {
    const table = createMemoryDynamoDb({ [TABLE]: 'key' });
    const load = async (name: MachineName, ConfigurationDigest: Configuration = 'old') => {
      const substitutions = { ImagesTableName: TABLE, ConfigurationDigest };
      return compileMachine(await definitionOf(`statemachines/${name}.asl.json`, { substitutions }));
    };
    const old = await load('image-processing');
    return new PhotoLabModel(random, table, {
      'image-processing': old,
      'image-removal': await load('image-removal'),
      old,
      new: await load('image-processing', 'new'),
    });
  }

  upload(key: string, content: Content): void {
    this.source.set(key, content);
    this.#publish('image-processing', key, etagOf(content));
  }

  delete(key: string): void {
    this.source.delete(key);
    this.#publish('image-removal', key, etagOf(''));
  }

  /** From now on photos are made by another configuration. What is under way ends by the one that it began with. */
  deploy(): void {
    this.#configuration = 'new';
  }

  /** Develops a photo again, if it is READY, as its row says at this moment, which may be another when it begins. */
  async reprocess(key: string): Promise<void> {
    const row = await this.row(key);
    const [etag, sequencer] = [inside(row, 'etag', 'S'), inside(row, 'sequencer', 'S')];
    if (etag === undefined || sequencer === undefined || inside(row, 'status', 'S') !== 'READY') return;
    const input = { reprocess: true, detail: { bucket: { name: 'source' }, object: { key, etag, sequencer } } };
    this.#start('image-processing', input, this.#random.next() * SLOWEST_EVENT_MS);
  }

  pause = (): Promise<void> => this.#clock.sleep(this.#random.next() * SLOWEST_EVENT_MS);

  /** Until every event has been delivered and every execution has ended. */
  async settle(): Promise<void> {
    for (let done = 0; done < this.#running.length; done++) await this.#running[done];
  }

  async row(key: string): Promise<JsonObject | undefined> {
    const { Item } = await this.#table.run('GetItem', { TableName: TABLE, Key: { key: { S: key } } });
    return isJsonObject(Item) ? Item : undefined;
  }

  /** Lets virtual time pass in small steps while `work` goes on, so that no timeout is jumped to. */
  async live<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    while (!isOver) await this.#clock.sleep(1);
    return over;
  }

  /** At least once, and not in order. */
  #publish(machine: MachineName, key: string, etag: string): void {
    const sequencer = (0x1000 + this.#sequencer++).toString(16);
    const event = { detail: { bucket: { name: 'source' }, object: { key, etag, sequencer } } };
    const deliveries = this.#random.next() < 0.3 ? 2 : 1;
    for (let n = 0; n < deliveries; n++) this.#start(machine, event, this.#random.next() * SLOWEST_EVENT_MS);
  }

  #start(machine: MachineName, input: JsonObject, delay: number): void {
    const executionName = `e${this.#running.length}`;
    const configuration = this.#configuration;
    const started = this.#machines[machine === 'image-processing' ? configuration : machine];
    const run = async () => {
      await this.#clock.sleep(delay);
      const arn = 'arn:aws:states:us-east-1:000000000000';
      await execute(
        started,
        input,
        mockPorts({ mocks: this.#stepsOf(configuration), areTimed: true, objects: new Map() }, this.#clock),
        {
          type: 'STANDARD',
          identity: {
            executionArn: `${arn}:execution:${machine}:${executionName}`,
            executionName,
            roleArn: 'arn:aws:iam::000000000000:role/test',
            stateMachineArn: `${arn}:stateMachine:${machine}`,
            stateMachineName: machine,
          },
        },
      ).result;
    };
    this.#running.push(run());
  }

  /** The photo, if it still is the one of the event, as `readSource` reads it. */
  #read(payload: Json | undefined): MockOutcome | undefined {
    const content = this.source.get(String(inside(payload, 'key')));
    if (content === undefined) return thrown('Superseded.SourceGone', 'Gone.');
    return etagOf(content) === inside(payload, 'etag') ? undefined : thrown('Superseded.SourceChanged', 'Changed.');
  }

  #contentIs(payload: Json | undefined, content: Content): boolean {
    return this.source.get(String(inside(payload, 'key'))) === content;
  }

  readonly #step = () => this.#clock.sleep(this.#random.next() * SLOWEST_STEP_MS);

  readonly #dynamodb =
    (operation: string) =>
    async (parameters: Json): Promise<MockOutcome> => {
      await this.#step();
      try {
        if (!isJsonObject(parameters)) throw new Error('Parameters are an object.');
        const result = JSON.parse(JSON.stringify(await this.#table.run(operation, parameters)));
        await this.#step();
        return { result };
      } catch (error) {
        if (error instanceof AwsError) return { error: `DynamoDB.${error.code}`, cause: error.message };
        throw error;
      }
    };

  readonly #cleanup = async (parameters: Json): Promise<MockOutcome> => {
    const revisions = inside(parameters, 'Payload', 'revisions');
    for (const revision of Array.isArray(revisions) ? revisions : []) {
      const folder = `${revisionPrefix(String(inside(parameters, 'Payload', 'key')), String(revision))}/`;
      for (const name of [...this.output].filter((path) => path.startsWith(folder))) {
        await this.#step();
        this.output.delete(name);
      }
    }
    return { result: { Payload: { removed: 0 } } };
  };

  #stepsOf = (configuration: Configuration): Mocks => ({
    'Claim photo': this.#dynamodb('UpdateItem'),
    Inspect: async (parameters) => {
      await this.#step();
      const payload = inside(parameters, 'Payload');
      const refusal = this.#read(payload);
      if (refusal) return refusal;
      const prefix = revisionPrefix(String(inside(payload, 'key')), String(inside(payload, 'revision')));
      const plan = { handovers: WIDTHS.map((width) => ({ width })) };
      const Payload = { picture: { width: 1, height: 1 }, configuration, prefix, plan, userMetadata: {} };
      return { result: { Payload } };
    },
    'Read metadata': async () => {
      await this.#step();
      return { result: { Status: 'SUCCEEDED', Output: '{"dominantColour":"#000000","placeholder":"data:"}' } };
    },
    Resize: async (parameters) => {
      await this.#step();
      const payload = inside(parameters, 'Payload');
      if (this.#contentIs(payload, 'damaged')) return this.#read(payload) ?? thrown('Rejected.Corrupt', 'Damaged.');
      return this.#read(payload) ?? { result: { Payload: { keys: ['t'] } } };
    },
    Convert: async (parameters) => {
      await this.#step();
      const payload = inside(parameters, 'Payload');
      const width = Number(inside(payload, 'handover', 'width'));
      const keys = FORMATS.map((format) => `${inside(payload, 'prefix')}/${width}.${format}`);
      for (const [index, key] of keys.entries()) {
        if (index > 0 && width === WIDTHS[1] && this.#contentIs(payload, 'cursed')) return thrown('Error', 'Cursed.');
        this.output.add(key);
        await this.#step();
      }
      return { result: { Payload: keys.map((key) => ({ key })) } };
    },
    'Clear work area': { result: {} },
    'Store manifest': async (parameters) => {
      this.output.add(String(inside(parameters, 'Key')));
      await this.#step();
      return { result: {} };
    },
    'Record READY': this.#dynamodb('UpdateItem'),
    'Record refusal': this.#dynamodb('UpdateItem'),
    'Withdraw claim': this.#dynamodb('DeleteItem'),
    'Forget replaced variants': this.#dynamodb('UpdateItem'),
    'Forget stale variants': this.#dynamodb('UpdateItem'),
    'Remove own variants': this.#cleanup,
    'Remove replaced variants': this.#cleanup,
    'Remove stale variants': this.#cleanup,
    'Remove leftovers': this.#cleanup,
    'Remove variants': this.#cleanup,
    'Announce developed': { result: {} },
    'Announce refusal': { result: {} },
    'Announce removal': { result: {} },
    'Tell people': { result: {} },
    'Tell people of refusal': { result: {} },
    'Look for photo': async (parameters) => {
      await this.#step();
      const Key = String(inside(parameters, 'Prefix'));
      const content = this.source.get(Key);
      return { result: content === undefined ? {} : { Contents: [{ Key, ETag: `"${etagOf(content)}"`, Size: 1 }] } };
    },
    'Remove row': this.#dynamodb('DeleteItem'),
    'Keep photo': this.#dynamodb('UpdateItem'),
    'Develop other version': async (parameters) => {
      const event = inside(parameters, 'Input');
      if (isJsonObject(event)) this.#start('image-processing', event, this.#random.next() * SLOWEST_EVENT_MS);
      return { result: {} };
    },
  });
}

export const etagOf = (content: string): string => createHash('md5').update(content).digest('hex');
export const FOLDER_FILES: readonly string[] = [...FILES, 'manifest.json'];
