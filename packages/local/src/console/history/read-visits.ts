import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { type EventDetails, eventDetails } from './event-details.ts';
import { noteEvent } from './note-event.ts';
import type { Iteration, Visit } from './visit.ts';

/** Where an event stands: in a state, and in which round of the Map around it. */
interface Scope {
  readonly visit: Visit | undefined;
  readonly iteration: Iteration | undefined;
  /** The state that was left last. */
  readonly left?: string;
}

const OUTSIDE: Scope = { visit: undefined, iteration: undefined };

/** Reads events of GetExecutionHistory as they come: the visits of all states, and to which each event belongs. */
export class VisitReader {
  readonly visits: Visit[] = [];
  readonly events: { readonly event: HistoryEvent; readonly state: string | undefined; readonly attempt: number }[] =
    [];
  readonly #scopes = new Map<number, Scope>();

  read(event: HistoryEvent): void {
    const { id = 0, previousEventId = 0 } = event;
    const type: string = event.type ?? '';
    const details = eventDetails(event);
    const scope = this.#scopes.get(previousEventId) ?? OUTSIDE;
    const visit = type.endsWith('StateEntered') ? this.#enter(event, details, scope) : ownerOf(type, details, scope);
    if (visit) noteEvent(visit, event, details);
    this.#scopes.set(id, scopeAfter(type, details, visit, scope));
    this.events.push({ event, state: visit?.name, attempt: visit?.attempts.length ?? 0 });
  }

  #enter({ id = 0, type, timestamp }: HistoryEvent, { name = '', input }: EventDetails, scope: Scope): Visit {
    const kind = type?.replace('StateEntered', '') ?? '';
    const visit: Visit = {
      ...{ id, name, kind, input, parent: scope.visit, iteration: scope.iteration, after: scope.left },
      enteredAt: Number(timestamp),
      attempts: [],
      errors: [],
      iterations: new Map(),
      total: 0,
      isFailing: kind === 'Fail',
      status: 'running',
    };
    this.visits.push(visit);
    return visit;
  }
}

/** Events name their state, or its kind, or follow one of the same state. */
function ownerOf(type: string, { name }: EventDetails, { visit }: Scope): Visit | undefined {
  const kind = /^(Map|Parallel)/.exec(type)?.[1];
  let found = visit;
  while (found && ((name && found.name !== name) || (!name && kind && found.kind !== kind))) found = found.parent;
  return found;
}

function scopeAfter(type: string, details: EventDetails, visit: Visit | undefined, scope: Scope): Scope {
  if (!visit) return scope;
  if (type.endsWith('StateExited')) return { visit: visit.parent, iteration: visit.iteration, left: visit.name };
  if (type === 'MapIterationStarted') return { visit, iteration: visit.iterations.get(details.index ?? 0) };
  return { visit, iteration: undefined };
}
