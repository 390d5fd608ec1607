import * as z from 'zod';
import { record } from '#services/record.ts';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

const activity = z.object({
  arn: z.string(),
  name: z.string(),
  creationDate: z.number(),
  tags: record(z.string()),
});

export type Activity = z.infer<typeof activity>;

/** The activities, in memory too: there are few. */
export class ActivityStore {
  readonly #documents: Documents<Activity>;
  readonly #byArn: Map<string, Activity>;

  constructor(database: Database) {
    this.#documents = openDocuments(database, 'states_activities', (value) => activity.parse(value));
    this.#byArn = new Map(this.#documents.all().map((found) => [found.arn, found]));
  }

  list(): readonly Activity[] {
    return [...this.#byArn.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  find(arn: string): Activity | undefined {
    return this.#byArn.get(arn);
  }

  put(changed: Activity): Activity {
    this.#byArn.set(changed.arn, changed);
    this.#documents.write(changed.arn, changed);
    return changed;
  }

  remove({ arn }: Activity): void {
    this.#byArn.delete(arn);
    this.#documents.remove(arn);
  }
}
