import { parseMachineArn } from '#services/states/arns.ts';
import { machineDeleting, machineMissing, validationError } from '#services/states/errors.ts';
import { type Machine, machine, type Revision, revision } from '#services/states/machines/machine.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

/** The state machine of a distributed Map's children is named after both: `stateMachine:MACHINE/LABEL`. */
const isMapState = (arn: string) => arn.includes('/');

/** The state machines, in memory too: there are few. */
export class MachineStore {
  readonly #documents: Documents<Machine>;
  readonly #byArn: Map<string, Machine>;
  readonly #revisions: Documents<Revision>;

  constructor(database: Database) {
    this.#revisions = openDocuments(database, 'states_revisions', (value) => revision.parse(value));
    this.#documents = openDocuments(database, 'states_machines', (value) => machine.parse(value));
    this.#byArn = new Map(this.#documents.all().map((found) => [found.arn, found]));
  }

  /** By name, as lists show them. */
  list(): readonly Machine[] {
    return [...this.#byArn.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  find(arn: string): Machine | undefined {
    return this.#byArn.get(arn);
  }

  /** The machine of an ARN, qualified or not. Throws `StateMachineDoesNotExist`. */
  get(arn: string): Machine {
    const found = this.#byArn.get(parseMachineArn(arn).machineArn);
    if (!found) throw machineMissing(arn);
    return found;
  }

  /** As `get`, for what a machine that is being deleted has no part in. Throws `StateMachineDeleting` too. */
  active(arn: string): Machine {
    if (isMapState(arn)) throw validationError(`The ARN '${arn}' refers to a Distributed Map state`);
    const found = this.get(arn);
    if (found.status === 'DELETING') throw machineDeleting(arn);
    return found;
  }

  put(changed: Machine): Machine {
    const { current } = changed;
    const known = this.#byArn.get(changed.arn)?.current.revisionId === current.revisionId;
    // Revisions stay: executions are described, and redriven, by the one that they started with.
    if (!known) this.#revisions.write(current.revisionId, current);
    this.#byArn.set(changed.arn, changed);
    this.#documents.write(changed.arn, changed);
    return changed;
  }

  revision(id: string): Revision {
    const found = this.#revisions.find(id);
    if (!found) throw new Error(`The revision ${id} is missing`);
    return found;
  }

  remove({ arn }: Machine): void {
    this.#byArn.delete(arn);
    this.#documents.remove(arn);
  }
}
