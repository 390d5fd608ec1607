import type { Clock } from '@safelight/asl/clock';
import type { Ids } from '@safelight/asl/identity';
import type { TaskCall } from '@safelight/asl/ports';
import { underTrace } from '#local/metrics/tracing/current-trace.ts';
import { newSegmentId, traceHeaderText } from '#local/metrics/tracing/trace-header.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import { inScope } from '#local/usage/scope.ts';
import type { RunMachine } from '#services/states/executions/engine.ts';
import type { TaskCaller } from '#services/states/tasks/task-port.ts';
import { calledService, failedCall } from '#services/states/tracing/called-service.ts';
import { ExecutionTrace } from '#services/states/tracing/execution-trace.ts';

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
    };
  }

  async #request(caller: TaskCaller, call: TaskCall, trace: ExecutionTrace) {
    const { clock, ids } = this.#deps;
    const id = newSegmentId(ids.uuid());
    const begun = clock.now();
    const { name, ...more } = calledService(call);
    const told = (how: object) =>
      trace.onCall({ id, name, begun, ended: clock.now(), more: { ...more, ...how } }, call.enteredEventId);
    try {
      const header = traceHeaderText({ root: trace.header.root, parent: id, isSampled: true });
      const answer = await underTrace(header, () => caller.request(call));
      told({});
      return answer;
    } catch (error) {
      told(failedCall(error, call, newSegmentId(ids.uuid())));
      throw error;
    }
  }
}
