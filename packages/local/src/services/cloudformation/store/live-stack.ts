import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import type { ResourceRecord, StackRecord, Work } from '#services/cloudformation/store/records.ts';
import type { StackStore } from '#services/cloudformation/store/stack-store.ts';

interface LiveStackDeps {
  readonly store: StackStore;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** A stack as it changes: every change is written, and told of as an event, at once. */
export class LiveStack {
  readonly id: string;
  readonly #deps: LiveStackDeps;
  #announcement: string | undefined;

  constructor(id: string, deps: LiveStackDeps) {
    this.id = id;
    this.#deps = deps;
  }

  get record(): StackRecord {
    const record = this.#deps.store.find(this.id);
    if (!record) throw new Error(`There is no stack ${this.id}.`);
    return record;
  }

  /** The status that the stack comes to when the first of its resources changes. */
  announce(status: string): void {
    this.#announcement = status;
  }

  /** Throws where nothing goes on. */
  get work(): Work {
    const { work, name } = this.record;
    if (!work) throw new Error(`Nothing goes on in stack ${name}.`);
    return work;
  }

  change(change: Partial<StackRecord>): void {
    this.#deps.store.write({ ...this.record, ...change });
  }

  changeWork(change: Partial<Work>): void {
    this.change({ work: { ...this.work, ...change } });
  }

  /** The stack comes to a status. */
  enter(status: string, reason?: string): void {
    this.change({ status, reason });
    const { name: logicalId, id: physicalId } = this.record;
    this.#tell({ logicalId, physicalId, type: 'AWS::CloudFormation::Stack', status, reason });
  }

  resource(logicalId: string): ResourceRecord | undefined {
    return this.record.resources.find((one) => one.logicalId === logicalId);
  }

  /** Keeps a resource without a word. */
  keep(resource: ResourceRecord): void {
    const { resources } = this.record;
    const others = resources.filter(({ logicalId }) => logicalId !== resource.logicalId);
    const isKnown = others.length < resources.length;
    const inPlace = resources.map((one) => (one.logicalId === resource.logicalId ? resource : one));
    this.change({ resources: isKnown ? inPlace : [...resources, resource] });
  }

  drop(logicalId: string): void {
    this.change({ resources: this.record.resources.filter((one) => one.logicalId !== logicalId) });
  }

  /** A resource comes to a status, and is kept with it. */
  turn(resource: ResourceRecord, status: string, reason?: string): void {
    const announced = this.#announcement;
    this.#announcement = undefined;
    if (announced !== undefined) this.enter(announced);
    this.keep({ ...resource, status, reason, updatedAt: this.#deps.clock.now() });
    this.tellOf(resource, status, reason);
  }

  /** The event alone, such as of what is no longer in the template. */
  tellOf({ logicalId, physicalId, type, properties }: ResourceRecord, status: string, reason?: string): void {
    this.#tell({ logicalId, physicalId, type, status, reason, properties: JSON.stringify(properties) });
  }

  #tell(event: Omit<Parameters<StackStore['addEvent']>[1], 'id' | 'at' | 'token'>): void {
    const { store, ids, clock } = this.#deps;
    const at = clock.now();
    const isStack = event.type === 'AWS::CloudFormation::Stack';
    const id = isStack ? ids.uuid() : `${event.logicalId}-${event.status}-${new Date(at).toISOString()}`;
    store.addEvent(this.id, { ...event, id, at, token: this.record.work?.token });
  }
}
