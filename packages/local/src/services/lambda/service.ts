import type { Place } from '@safelight/asl/identity';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import { withMembers } from '#gateway/dispatch/with-members.ts';
import type { Authorize } from '#gateway/service.ts';
import type { RecordMetric } from '#local/metrics/metric.ts';
import type { TraceHeader } from '#local/metrics/tracing/trace-header.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import type { AddUse } from '#local/usage/meter.ts';
import { bodies } from '#services/lambda/api/bodies.ts';
import { changeOperations } from '#services/lambda/api/change-operations.ts';
import { lambdaCodec } from '#services/lambda/api/codec.ts';
import { createFunctionOperation } from '#services/lambda/api/create-function.ts';
import { functionOperations } from '#services/lambda/api/function-operations.ts';
import { invokeOperation } from '#services/lambda/api/invoke.ts';
import { mappingOperations } from '#services/lambda/api/mapping-operations.ts';
import { MEMBERS } from '#services/lambda/api/members.ts';
import type { LambdaOperations } from '#services/lambda/api/operation.ts';
import type { UploadDeps } from '#services/lambda/api/upload.ts';
import { openUploads } from '#services/lambda/code/uploads.ts';
import { createConcurrency } from '#services/lambda/concurrency.ts';
import { createDaemons } from '#services/lambda/environments/daemons.ts';
import { invalidParameter } from '#services/lambda/errors.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import { createAsyncInvoker } from '#services/lambda/events/async-invoker.ts';
import type { Deliver } from '#services/lambda/events/delivery.ts';
import { openEventQueue } from '#services/lambda/events/event-queue.ts';
import { defaultInvokeConfig, type EventInvokeConfig } from '#services/lambda/events/invoke-config.ts';
import { findFunction } from '#services/lambda/function-name.ts';
import { createExecutor, type Executor, type ExecutorLimits } from '#services/lambda/invocation/executor.ts';
import { createInvoke, type Intercept } from '#services/lambda/invocation/invoke.ts';
import { measured } from '#services/lambda/invocation/measured.ts';
import type { InvocationResult } from '#services/lambda/invocation/result.ts';
import { traced } from '#services/lambda/invocation/traced.ts';
import type { WorkerDependencies } from '#services/lambda/invocation/worker.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';
import { closableSink } from '#services/lambda/log-sink.ts';
import type { Database } from '#store/database.ts';

export interface LambdaLimits extends ExecutorLimits {
  /** The account's concurrency: beyond it invocations are throttled. */
  readonly concurrency: number;
}

interface LambdaServiceOptions extends Omit<WorkerDependencies, 'region' | 'codeOf' | 'daemonOf'> {
  /** Of functions whose sources are at hand: where a handler's path begins. */
  readonly codeOf: (handler: string) => Promise<string>;
  readonly place: Place;
  readonly dataDir: string;
  readonly database: Database;
  readonly authorize: Authorize;
  readonly deliver: Deliver;
  readonly limits: LambdaLimits;
  /** Asked before every invocation. */
  readonly intercept: Intercept;
  /** Where metrics go. */
  readonly record: RecordMetric;
  readonly addUse: AddUse;
  readonly tracing: Tracing;
  readonly log: (line: string) => void;
}

export interface LambdaService {
  readonly service: DispatchedService;
  readonly functions: ReadonlyMap<string, LambdaFunction>;
  readonly mappings: ReadonlyMap<string, EventSourceMapping>;
  putFunction(lambda: LambdaFunction): void;
  removeFunction(name: string): void;
  /** By name or ARN. Throws AwsError `ResourceNotFoundException`. */
  findFunction(nameOrArn: string): LambdaFunction;
  putMapping(mapping: EventSourceMapping): void;
  removeMapping(uuid: string): void;
  putInvokeConfig(functionName: string, config: EventInvokeConfig): void;
  removeInvokeConfig(functionName: string): void;
  /**
   * Lambda's own invocations, such as by an event source mapping: no permission is asked.
   * Throws AwsError `TooManyRequestsException` when throttled and `ResourceNotFoundException` for an unknown function.
   */
  invoke(call: {
    readonly functionName: string;
    readonly payload: string;
    readonly carried?: readonly TraceHeader[];
  }): Promise<InvokeAnswer>;
  /** Invocations that wait for an environment to be free. */
  readonly waiting: number;
  /** Goes on with events that an earlier run accepted: once the template's functions are there. */
  start(): void;
  /** Ends every environment; events that were accepted and are not done stay. */
  close(): void;
}

export interface InvokeAnswer {
  /** What the handler returned, or its error, as JSON. */
  readonly payload: string;
  readonly functionError?: 'Unhandled';
}

export function createLambdaService(options: LambdaServiceOptions): LambdaService {
  const { place, clock, ids, deliver, limits, log, intercept, record, tracing } = options;
  const functions = new Map<string, LambdaFunction>();
  const uploads = openUploads(options, functions);
  const mappings = new Map<string, EventSourceMapping>();
  const invokeConfigs = new Map<string, EventInvokeConfig>();
  const logs = closableSink(options.logs);
  const executor = executorOf(options, { logs, codeOf: packaged(uploads.codeOf) });
  const concurrency = createConcurrency(limits.concurrency, () => functions.values());
  const find = (name: string, qualifier?: string) => findFunction(functions, name, place, qualifier);
  const invoked = createInvoke({ concurrency, executor, intercept });
  const invoke = measured(traced(invoked, { tracing, clock, ids }), record, options.addUse);
  const config = ({ name }: LambdaFunction) => invokeConfigs.get(name) ?? defaultInvokeConfig;
  const events = openEventQueue({
    database: options.database,
    invoke: createAsyncInvoker({ clock, invoke, deliver, log, config, record }),
    ...{ clock, find, log, record },
  });
  const operations: LambdaOperations = {
    Invoke: invokeOperation({ find, invoke, enqueue: events.add }),
    ...functionOperations({ functions, find }),
    ...uploadOperations({ ...options, find, functions, uploads }),
    ...mappingOperations({ mappings, arnOf: (uuid) => mappingArn(place, uuid) }),
  };
  return {
    service: wire(operations, options.authorize),
    functions,
    mappings,
    ...keeping({ functions, mappings, invokeConfigs, uploads }),
    findFunction: (nameOrArn) => find(nameOrArn),
    async invoke({ functionName, payload, carried = [] }) {
      const event = Buffer.from(payload);
      return answerOf(await invoke(find(functionName), { requestId: ids.uuid(), traceId: '', event, carried }));
    },
    get waiting() {
      return executor.waiting;
    },
    start: () => events.start(),
    close() {
      events.close();
      executor.close();
      logs.close();
    },
  };
}

/** With the daemons that its environments send to. */
function executorOf(options: LambdaServiceOptions, own: Pick<WorkerDependencies, 'logs' | 'codeOf'>): Executor {
  const daemons = createDaemons(options.tracing);
  const dependencies = { ...options, ...own, region: options.place.region, daemonOf: daemons.addressOf };
  const executor = createExecutor(dependencies, options.limits);
  return {
    execute: executor.execute,
    get waiting() {
      return executor.waiting;
    },
    close() {
      executor.close();
      daemons.close();
    },
  };
}

const uploadOperations = (deps: UploadDeps): LambdaOperations => ({
  CreateFunction: createFunctionOperation(deps),
  ...changeOperations(deps),
});

const wire = (operations: LambdaOperations, authorize: Authorize): DispatchedService =>
  dispatch({ ...WIRE, codec: lambdaCodec(operations), operations: withMembers(MEMBERS, operations), authorize });

const WIRE = { signingName: 'lambda', title: 'Lambda', bodies, notSupported: invalidParameter };

interface Kept {
  readonly functions: Map<string, LambdaFunction>;
  readonly mappings: Map<string, EventSourceMapping>;
  readonly invokeConfigs: Map<string, EventInvokeConfig>;
  readonly uploads: Pick<ReturnType<typeof openUploads>, 'remove'>;
}

/** What stacks put here and take away. */
const keeping = ({ functions, mappings, invokeConfigs, uploads }: Kept) => ({
  putFunction(lambda: LambdaFunction): void {
    // What a template has is of the template, also where it was made by hand before.
    uploads.remove(lambda.name);
    functions.set(lambda.name, lambda);
  },
  removeFunction: (name: string) => void functions.delete(name),
  putMapping: (mapping: EventSourceMapping) => void mappings.set(mapping.uuid, mapping),
  removeMapping: (uuid: string) => void mappings.delete(uuid),
  putInvokeConfig: (functionName: string, config: EventInvokeConfig) => void invokeConfigs.set(functionName, config),
  removeInvokeConfig: (functionName: string) => void invokeConfigs.delete(functionName),
});

/** What a stack brought along is unpacked already. */
const packaged =
  (codeOf: WorkerDependencies['codeOf']): WorkerDependencies['codeOf'] =>
  (lambda) =>
    lambda.folder === undefined ? codeOf(lambda) : Promise.resolve(lambda.folder);

const answerOf = ({ payload, status }: InvocationResult): InvokeAnswer => ({
  payload: payload.toString(),
  ...(status !== 'success' && { functionError: 'Unhandled' }),
});

const mappingArn = ({ partition, region, accountId }: Place, uuid: string): string =>
  `arn:${partition}:lambda:${region}:${accountId}:event-source-mapping:${uuid}`;
