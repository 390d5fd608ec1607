import {
  BatchGetTracesCommand,
  CreateSamplingRuleCommand,
  DeleteSamplingRuleCommand,
  GetGroupsCommand,
  GetSamplingRulesCommand,
  GetSamplingTargetsCommand,
  GetServiceGraphCommand,
  GetTraceGraphCommand,
  GetTraceSummariesCommand,
  PutTelemetryRecordsCommand,
  PutTraceSegmentsCommand,
  UpdateSamplingRuleCommand,
  XRayClient,
} from '@aws-sdk/client-xray';
import { localPlace, systemRandom } from '@safelight/asl/identity';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { systemClock } from '@safelight/asl/clock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizer } from '#services/iam/authorizer.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createXRayService } from '#services/xray/service.ts';
import { unmetered } from '#local/usage/meter.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { id, photo, segment, TRACE, texts } from '../../unit/services/xray/made.ts';

const ROLE = 'arn:aws:iam::000000000000:role/writer';
let host: GatewayHost;
let xray: XRayClient;
let writer: XRayClient;

beforeAll(async () => {
  const policies = new PolicyStore(localPlace);
  policies.putRole(ROLE, {});
  const authorize = createAuthorizer({ policies, place: localPlace, clock: systemClock, mode: 'on' });
  host = await hostGateway((deps) => [createXRayService({ ...deps, addUse: unmetered, random: systemRandom }).service], {
    authorize,
  });
  xray = new XRayClient({ ...host.config(), maxAttempts: 1 });
  writer = new XRayClient({ ...host.config(host.credentials.forRole(ROLE, 's', 'lambda.amazonaws.com')), maxAttempts: 1 });
  await xray.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: texts(...photo) }));
});

afterAll(() => host.close());

it.todo('replaced below');
void [ManualClock, id, segment];
