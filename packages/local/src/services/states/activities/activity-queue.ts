/** A task that waits for a worker. */
export interface ActivityTask {
  readonly taskToken: string;
  /** JSON text. */
  readonly input: string;
  started(workerName?: string): void;
}

type Worker = (task: ActivityTask) => void;

/** Brings the tasks of activities and the workers that poll for them together, in order of arrival. */
export class ActivityQueue {
  readonly #tasks = new Map<string, ActivityTask[]>();
  readonly #workers = new Map<string, Worker[]>();

  /** The task is taken back when the signal is aborted. */
  offer(activityArn: string, task: ActivityTask, signal: AbortSignal): void {
    const worker = this.#workers.get(activityArn)?.shift();
    if (worker) return void worker(task);
    const tasks = listIn(this.#tasks, activityArn);
    tasks.push(task);
    signal.addEventListener('abort', () => remove(tasks, task), { once: true });
  }

  /** Resolves with the next task, or with undefined when the signal is aborted first. */
  poll(activityArn: string, signal: AbortSignal): Promise<ActivityTask | undefined> {
    const task = this.#tasks.get(activityArn)?.shift();
    if (task) return Promise.resolve(task);
    return new Promise((resolve) => {
      const workers = listIn(this.#workers, activityArn);
      const giveUp = () => {
        remove(workers, worker);
        resolve(undefined);
      };
      const worker: Worker = (found) => {
        signal.removeEventListener('abort', giveUp);
        resolve(found);
      };
      workers.push(worker);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}

function listIn<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
