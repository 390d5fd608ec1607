import { describe, expect, it } from 'vitest';
import type { TaskPort } from '#asl/ports.ts';
import { VirtualClock } from '#asl/virtual-clock.ts';
import { machineOf, noTasks, START, start } from '#tests/support/run.ts';

const invocation = machineOf({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'f' },
  TimeoutSeconds: 20,
  End: true,
  QueryLanguage: 'JSONata',
});

/** Admits the one call after a minute. */
function crowded(more: Partial<TaskPort> = {}) {
  const clock = new VirtualClock(START);
  const log: string[] = [];
  const tasks: TaskPort = {
    ...noTasks,
    async admit() {
      await clock.sleep(60_000);
      log.push('admitted');
      return () => void log.push('answered');
    },
    async request() {
      log.push('requested');
      return {};
    },
    ...more,
  };
  return { clock, log, tasks };
}

describe('a task that is not admitted at once', () => {
  it('is scheduled when it is, and its time-out runs from then on', async () => {
    const { clock, log, tasks } = crowded();
    const execution = start(invocation, {}, { clock, tasks });
    expect((await execution.result).status).toBe('SUCCEEDED');
    const scheduled = execution.history.events.find(({ type }) => type === 'TaskScheduled');
    expect(scheduled?.timestamp).toBe(START + 60_000);
    expect(log.slice(0, 3)).toEqual(['admitted', 'requested', 'answered']);
  });

  it('gives its turn back when it times out', async () => {
    const { clock, log, tasks } = crowded({ request: () => new Promise(() => undefined) });
    const { result } = start(invocation, {}, { clock, tasks });
    expect(await result).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(log).toEqual(['admitted', 'answered']);
  });

  it('ends with its execution, and gives back the turn that comes too late', async () => {
    const { clock, log, tasks } = crowded();
    const execution = start(invocation, {}, { clock, tasks });
    await clock.sleep(1000);
    execution.stop('Stopped', 'by hand');
    expect((await execution.result).status).toBe('ABORTED');
    await clock.sleep(120_000);
    expect(log).toEqual(['admitted', 'answered']);
    expect(execution.history.events.map(({ type }) => type)).not.toContain('TaskScheduled');
  });
});
