import { SFNClient, type SFNClientConfig } from '@aws-sdk/client-sfn';
import type { Clock } from '@safelight/asl/clock';
import { StatesError } from '@safelight/asl/error';
import type { Json, JsonObject } from '@safelight/asl/json';
import { type ObjectPort, type TaskCall, unchecked } from '@safelight/asl/ports';
import type { RecordMetric } from '#local/metrics/metric.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import type { ExecutionMeter } from '#services/states/executions/metered.ts';
import type { StartRates } from '#services/states/executions/start-quota.ts';
import { createStatesService, type StatesService } from '#services/states/service.ts';
import type { TaskCaller } from '#services/states/tasks/task-port.ts';
import { type GatewayHost, type HostOptions, hostGateway } from '#tests/support/gateway-host.ts';
import { unheard } from '#tests/support/unheard.ts';

const noObjects: ObjectPort = {
  get: () => Promise.reject(new StatesError('S3.NoSuchKey', 'nothing is stored here')),
  head: () => Promise.reject(new StatesError('S3.NoSuchKey', 'nothing is stored here')),
  async *list() {},
  put: () => Promise.resolve(),
};

export interface StatesHost extends AsyncDisposable {
  readonly client: SFNClient;
  readonly states: StatesService;
  readonly logged: { readonly group: string; readonly event: JsonObject }[];
  readonly statuses: JsonObject[];
  /** The calls that Task states made. */
  readonly calls: TaskCall[];
  /** As a kill would end it: nothing is closed in order. */
  kill(): Promise<void>;
}

interface StatesHostOptions extends HostOptions {
  /** What every call of a Task state answers. */
  readonly answer?: (call: TaskCall) => Json | Promise<Json>;
  /** Waits for a job; it has ended as it was submitted unless told. */
  readonly completion?: TaskCaller['completion'];
  readonly unsupported?: TaskCaller['unsupported'];
  readonly startRates?: StartRates;
  readonly openMapRuns?: number;
  readonly record?: RecordMetric;
  readonly tracing?: Tracing;
  readonly meter?: ExecutionMeter;
  /** Of a call by the client. */
  readonly maxAttempts?: number;
  /** Whether what an earlier process left goes on at once; it does unless told. */
  readonly recovers?: boolean;
  /** What every random choice comes out as. */
  readonly random?: number;
}

/** Step Functions behind a real port, asked by the real SDK. */
export async function hostStates(options: StatesHostOptions = {}): Promise<StatesHost> {
  const logged: { group: string; event: JsonObject }[] = [];
  const statuses: JsonObject[] = [];
  const calls: TaskCall[] = [];
  const { answer = ({ parameters }) => parameters, random } = options;
  let states: StatesService | undefined;
  const killed = new AbortController();
  const host: GatewayHost = await hostGateway(async (deps) => {
    states = await createStatesService({
      ...unheard,
      ...deps,
      clock: mortal(deps.clock, killed.signal),
      ...(options.startRates && { startRates: options.startRates }),
      ...(options.record && { record: options.record }),
      ...(options.tracing && { tracing: options.tracing }),
      ...(options.meter && { meter: options.meter }),
      ...(options.openMapRuns !== undefined && { openMapRuns: options.openMapRuns }),
      ...(random !== undefined && { random: { next: () => random } }),
      tasks: {
        ...unchecked,
        async request(call) {
          calls.push(call);
          return answer(call);
        },
        unsupported: options.unsupported ?? (() => undefined),
        completion: options.completion ?? ((_, submitted) => Promise.resolve(submitted)),
      },
      objects: noObjects,
      hasLogGroup: (arn) => arn.includes(':log-group:') && !arn.includes('missing'),
      onLog: (group, event) => logged.push({ group, event }),
      onStatusChange: (detail) => statuses.push(detail),
    });
    return [states.service];
  }, options);
  if (!states) throw new Error('the service was not made');
  const running = states;
  if (options.recovers ?? true) running.start();
  // `sync-` before an IP address is no host name.
  const config: SFNClientConfig = {
    ...host.config(),
    disableHostPrefix: true,
    ...(options.maxAttempts !== undefined && { maxAttempts: options.maxAttempts }),
  };
  const client = new SFNClient(config);
  const kill = async () => {
    killed.abort();
    client.destroy();
    await host.close();
  };
  return {
    client,
    states: running,
    logged,
    statuses,
    calls,
    kill,
    async [Symbol.asyncDispose]() {
      await running.close();
      await kill();
    },
  };
}

/** The clock of a process that may be killed: none of its timers goes off then. */
const mortal = (clock: Clock, killed: AbortSignal): Clock => ({
  now: () => clock.now(),
  async sleep(ms, signal) {
    await clock.sleep(ms, signal);
    if (killed.aborted) await new Promise(() => {});
  },
});
