import type { Clock } from '@safelight/asl/clock';
import type { Place, Random } from '@safelight/asl/identity';
import { type DispatchedService, dispatch } from '#gateway/dispatch/dispatch.ts';
import type { Authorize } from '#gateway/service.ts';
import type { AddUse } from '#local/usage/meter.ts';
import { withAccess } from '#services/xray/access.ts';
import { bodies } from '#services/xray/bodies.ts';
import { xrayCodec } from '#services/xray/codec.ts';
import { invalidRequest } from '#services/xray/errors.ts';
import { readOperations } from '#services/xray/operations/read.ts';
import { samplingOperations } from '#services/xray/operations/sampling.ts';
import { writeOperations } from '#services/xray/operations/write.ts';
import { RuleStore } from '#services/xray/sampling/rule-store.ts';
import { Sampler } from '#services/xray/sampling/sampler.ts';
import { TraceStore } from '#services/xray/store/trace-store.ts';
import { traceViews } from '#services/xray/views.ts';
import type { Database } from '#store/database.ts';

interface XRayServiceOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
  readonly place: Place;
  readonly authorize: Authorize;
  readonly addUse: AddUse;
}

export interface XRayService {
  readonly service: DispatchedService;
  readonly traces: TraceStore;
  readonly rules: RuleStore;
  readonly sampler: Sampler;
  readonly views: ReturnType<typeof traceViews>;
}

/** X-Ray: traces, what was found in them, and which requests are traced. https://docs.aws.amazon.com/xray/latest/api/Welcome.html */
export function createXRayService(options: XRayServiceOptions): XRayService {
  const { database, clock, random, place, authorize, addUse } = options;
  const traces = new TraceStore(database, clock, () => addUse('xray.recorded', 1));
  const rules = new RuleStore(database, place, clock);
  const runs = {
    ...writeOperations(traces),
    ...readOperations({ traces, clock, addUse }),
    ...samplingOperations(rules, clock),
  };
  const operations = withAccess(runs, place);
  return {
    service: dispatch({ ...WIRE, operations, authorize }),
    traces,
    rules,
    sampler: new Sampler(rules, clock, random),
    views: traceViews(traces, clock),
  };
}

const WIRE = { signingName: 'xray', title: 'X-Ray', codec: xrayCodec, bodies, notSupported: invalidRequest };
