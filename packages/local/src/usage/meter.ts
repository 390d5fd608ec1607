import type { Clock } from '@safelight/asl/clock';
import type { UseKind } from '#local/usage/kinds.ts';
import { currentScope, type Scope } from '#local/usage/scope.ts';

export type Counts = Readonly<Partial<Record<UseKind, number>>>;

/** Usage of one execution, by the state that asked for it. */
export interface ExecutionUsage {
  readonly executionArn: string;
  readonly kind: 'STANDARD' | 'EXPRESS';
  /** Milliseconds since the epoch. */
  readonly begunAt: number;
  /** Undefined while it runs. */
  readonly endedAt?: number | undefined;
  /** The state of another execution that started it. */
  readonly parent?: Scope | undefined;
  readonly states: Readonly<Record<string, Counts>>;
}

/** Usage since the system started. */
export interface Usage {
  /** Milliseconds since the epoch. */
  readonly since: number;
  readonly executions: readonly ExecutionUsage[];
  /** What no execution asked for, or one that is forgotten, by the minute: its begin -> counts. */
  readonly other: Readonly<Record<string, Counts>>;
}

export type AddUse = (kind: UseKind, count: number, scope?: Scope) => void;

/** Counter for those whom nobody meters. */
export const unmetered: AddUse = () => {};

/** Executions that are told apart; the oldest beyond are added to what no execution asked for. */
const MOST_EXECUTIONS = 10_000;
/** A day of them. */
const MOST_MINUTES = 1_440;
const MINUTE_MS = 60_000;

interface Entry extends Omit<ExecutionUsage, 'states' | 'endedAt'> {
  endedAt: number | undefined;
  readonly states: Map<string, Map<UseKind, number>>;
}

/** Counts what everything uses, in memory: since the system started, and no longer. */
export class Meter {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #since: number;
  readonly #executions = new Map<string, Entry>();
  readonly #minutes = new Map<number, Map<UseKind, number>>();
  readonly #lent = new Map<string, Scope>();
  /** Children of distributed Maps, of which there may be a million, and the map run that they are counted as. */
  readonly #children = new Map<string, string>();

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock;
    this.#since = clock.now();
  }

  readonly add: AddUse = (kind, count, scope = currentScope()) => {
    if (count === 0) return;
    const entry = scope && this.#executions.get(this.#counted(scope).executionArn);
    if (entry && scope) addTo(entryOf(entry.states, scope.state), kind, count);
    else addTo(this.#minute(this.#clock.now()), kind, count);
  };

  /** An execution begins; one that goes on after a redrive is known. The state that starts it is the current one. */
  begin(executionArn: string, kind: ExecutionUsage['kind'], parent = currentScope()): void {
    const known = this.#executions.get(executionArn);
    if (known) {
      known.endedAt = undefined;
      return;
    }
    const [oldest] = this.#executions.values();
    if (oldest && this.#executions.size >= MOST_EXECUTIONS) this.#forget(oldest);
    const begun = { begunAt: this.#clock.now(), endedAt: undefined, parent: parent && this.#counted(parent) };
    this.#executions.set(executionArn, { executionArn, kind, ...begun, states: new Map() });
  }

  /** A child of a map run is known by that alone. */
  #counted({ executionArn, state }: Scope): Scope {
    return { executionArn: this.#children.get(executionArn) ?? executionArn, state };
  }

  end(executionArn: string): void {
    const entry = this.#executions.get(executionArn);
    if (entry) entry.endedAt = this.#clock.now();
  }

  /** A child of a distributed Map begins, which is counted with all others of its map run. */
  beginChild(executionArn: string, kind: ExecutionUsage['kind'], mapRunArn: string, parent: Scope): void {
    this.begin(mapRunArn, kind, parent);
    this.#children.set(executionArn, mapRunArn);
  }

  endChild(executionArn: string): void {
    this.end(this.#children.get(executionArn) ?? executionArn);
    this.#children.delete(executionArn);
  }

  /** What is signed with a key is done for the current state, until it is given back: an environment serves one invocation. */
  lend(accessKeyId: string): () => void {
    const scope = currentScope();
    if (!scope) return () => {};
    this.#lent.set(accessKeyId, scope);
    return () => void this.#lent.delete(accessKeyId);
  }

  scopeOf(accessKeyId: string | undefined): Scope | undefined {
    return accessKeyId === undefined ? undefined : this.#lent.get(accessKeyId);
  }

  /** Everything, or one execution with all that it started, and nothing else. */
  report(executionArn?: string): Usage {
    const all = [...this.#executions.values()];
    const asked = executionArn === undefined ? all : all.filter((entry) => this.#isUnder(entry, executionArn));
    const executions = asked.map(({ states, ...entry }) => ({
      ...entry,
      states: Object.fromEntries([...states].map(([state, counts]) => [state, Object.fromEntries(counts)])),
    }));
    const minutes = executionArn === undefined ? [...this.#minutes] : [];
    return {
      since: this.#since,
      executions,
      other: Object.fromEntries(minutes.map(([minute, counts]) => [minute, Object.fromEntries(counts)])),
    };
  }

  #isUnder({ executionArn, parent }: Entry, ancestor: string): boolean {
    if (executionArn === ancestor) return true;
    const above = parent && this.#executions.get(parent.executionArn);
    return above !== undefined && this.#isUnder(above, ancestor);
  }

  #forget(entry: Entry): void {
    this.#executions.delete(entry.executionArn);
    const minute = this.#minute(entry.begunAt);
    for (const counts of entry.states.values()) for (const [kind, count] of counts) addTo(minute, kind, count);
  }

  #minute(time: number): Map<UseKind, number> {
    const begin = time - (time % MINUTE_MS);
    const counts = entryOf(this.#minutes, begin);
    const [oldest] = this.#minutes.keys();
    if (this.#minutes.size > MOST_MINUTES && oldest !== undefined) this.#minutes.delete(oldest);
    return counts;
  }
}

function entryOf<K>(map: Map<K, Map<UseKind, number>>, key: K): Map<UseKind, number> {
  const known = map.get(key);
  if (known) return known;
  const made = new Map<UseKind, number>();
  map.set(key, made);
  return made;
}

const addTo = (counts: Map<UseKind, number>, kind: UseKind, count: number) =>
  void counts.set(kind, (counts.get(kind) ?? 0) + count);
