import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import type { Json } from '@safelight/asl/json';
import type { TaskCall } from '@safelight/asl/ports';
import { underTrace } from '#local/metrics/tracing/current-trace.ts';
import { newSegmentId, traceHeaderText } from '#local/metrics/tracing/trace-header.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import { inScope } from '#local/usage/scope.ts';
import type { RunMachine } from '#services/states/executions/engine.ts';
import type { TaskCaller } from '#services/states/tasks/task-port.ts';
import { calledService, failedCall } from '#services/states/tracing/called-service.ts';
import { ExecutionTrace, type Tell, type TracedCall } from '#services/states/tracing/execution-trace.ts';

interface ExecutionTracesDeps {
  readonly tracing: Pick<Tracing, 'send'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** The traces of executions that run: what the engine and what the calls of their tasks tell of them. */
export class ExecutionTraces {
  readonly #deps: ExecutionTracesDeps;
  readonly #running = new Map<string, ExecutionTrace>();

  constructor(deps: ExecutionTracesDeps) {
    this.#deps = deps;
  }

  /** Runs machines whose executions are recorded where their trace is. */
  traced(runMachine: RunMachine): RunMachine {
    const { tracing, clock } = this.#deps;
    return (request) => {
      const { trace: header, identity } = request;
      if (!header?.isSampled) return runMachine(request);
      const { executionArn, roleArn, executionName } = identity;
      const sender = { roleArn, sessionName: executionName };
      // The trace that it begins is of its own bill.
      const send = (documents: readonly object[]) =>
        inScope({ executionArn, state: '' }, () =>
          tracing.send(
            sender,
            documents.map((one) => JSON.stringify(one)),
          ),
        );
      const trace = new ExecutionTrace(request, header, send);
      this.#running.set(executionArn, trace);
      const { done, stop } = runMachine({
        ...request,
        onEvent(event) {
          request.onEvent(event);
          trace.onEvent(event);
        },
      });
      trace.begin();
      return {
        stop,
        done: done.then((result) => {
          this.#running.delete(executionArn);
          trace.end(result, clock.now());
          return result;
        }),
      };
    };
  }

  /** Makes calls that are recorded as subsegments of their states, under a header that names them. */
  tracedCaller(caller: TaskCaller): TaskCaller {
    return {
      ...caller,
      request: (call) => {
        const trace = this.#running.get(call.executionArn);
        return trace ? this.#request(caller, call, trace) : caller.request(call);
      },
      completion: (call, submitted) => {
        const trace = this.#running.get(call.executionArn);
        return trace ? this.#completion(caller, call, submitted, trace) : caller.completion(call, submitted);
      },
    };
  }

  async #request(caller: TaskCaller, call: TaskCall, trace: ExecutionTrace) {
    const id = newSegmentId(this.#deps.ids.uuid());
    const told = this.#teller(call, trace, { id, begun: this.#deps.clock.now() });
    try {
      const header = traceHeaderText({ root: trace.header.root, parent: id, isSampled: true });
      const answer = await underTrace(header, () => caller.request(call));
      if (isJob(call)) trace.jobs.set(call.enteredEventId, told);
      else told({});
      return answer;
    } catch (error) {
      told(this.#failure(error, call));
      throw error;
    }
  }

  /** The call of a job lasts until the job has ended. */
  async #completion(caller: TaskCaller, call: TaskCall, submitted: Json, trace: ExecutionTrace) {
    const { clock, ids } = this.#deps;
    // One that an earlier process began is told from here on.
    const told =
      trace.jobs.get(call.enteredEventId) ??
      this.#teller(call, trace, { id: newSegmentId(ids.uuid()), begun: clock.now() });
    trace.jobs.delete(call.enteredEventId);
    try {
      const answer = await caller.completion(call, submitted);
      told({});
      return answer;
    } catch (error) {
      told(this.#failure(error, call));
      throw error;
    }
  }

  #teller(call: TaskCall, trace: ExecutionTrace, begun: Pick<TracedCall, 'id' | 'begun'>): Tell {
    const { name, ...more } = calledService(call);
    return (how) =>
      trace.onCall({ ...begun, name, ended: this.#deps.clock.now(), more: { ...more, ...how } }, call.enteredEventId);
  }

  #failure = (error: unknown, call: TaskCall) => failedCall(error, call, newSegmentId(this.#deps.ids.uuid()));
}

const isJob = ({ resource }: TaskCall) => resource.kind === 'integration' && resource.pattern.startsWith('sync');
