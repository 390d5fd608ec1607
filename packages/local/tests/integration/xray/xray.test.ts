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
import { systemClock } from '@safelight/asl/clock';
import { localPlace } from '@safelight/asl/identity';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unmetered } from '#local/usage/meter.ts';
import { createAuthorizer } from '#services/iam/authorizer.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createXRayService } from '#services/xray/service.ts';
import { type GatewayHost, hostGateway } from '#tests/support/gateway-host.ts';
import { unwatched } from '#tests/support/unwatched.ts';
import { id, photoAt, segment, texts, traceId } from '#tests/unit/services/xray/made.ts';

const ROLE = 'arn:aws:iam::000000000000:role/writer';
const begun = Math.floor(Date.now() / 1000) - 60;
const TRACE = traceId(1, begun);
const lately = { StartTime: new Date((begun - 60) * 1000), EndTime: new Date((begun + 60) * 1000) };
let host: GatewayHost;
let xray: XRayClient;

beforeAll(async () => {
  const policies = new PolicyStore(localPlace);
  policies.setRole(ROLE, {
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  policies.attach('writer', 'inline', {
    Statement: [{ Effect: 'Allow', Action: 'xray:PutTraceSegments', Resource: '*' }],
  });
  const authorize = createAuthorizer({ policies, place: localPlace, clock: systemClock, mode: 'on', ...unwatched });
  host = await hostGateway((deps) => [createXRayService({ ...deps, addUse: unmetered }).service], { authorize });
  xray = new XRayClient({ ...host.config(), maxAttempts: 1 });
  await xray.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: texts(...photoAt(begun)) }));
});

afterAll(() => host.close());

describe('documents', () => {
  it('that are bad are named, and the others are kept', async () => {
    const [good, old] = [traceId(2, begun), traceId(3, begun - 40 * 24 * 3600)];
    const documents = [segment(1, { trace_id: good }), segment(2, { trace_id: good, name: '?' }), segment(3)];
    const answer = await xray.send(
      new PutTraceSegmentsCommand({
        TraceSegmentDocuments: [...texts(...documents.slice(0, 2), segment(3, { trace_id: old })), '{"torn'],
      }),
    );
    expect(answer.UnprocessedTraceSegments).toEqual([
      { Id: id(2), ErrorCode: 'InvalidName', Message: 'Invalid segment. ErrorCode: InvalidName' },
      { Id: id(3), ErrorCode: 'InvalidTraceId', Message: 'Invalid segment. ErrorCode: InvalidTraceId' },
      { ErrorCode: 'ParseError', Message: 'Invalid segment. ErrorCode: ParseError' },
    ]);
    const { Traces } = await xray.send(new BatchGetTracesCommand({ TraceIds: [good] }));
    expect(Traces?.[0]?.Segments).toHaveLength(1);
  });

  it('telemetry is taken', async () => {
    const record = { Timestamp: new Date(), SegmentsReceivedCount: 1 };
    const answer = await xray.send(new PutTelemetryRecordsCommand({ TelemetryRecords: [record] }));
    expect(answer.$metadata.httpStatusCode).toBe(200);
  });
});

it('a trace is answered whole, with what was inferred, and ids of none are named', async () => {
  const none = traceId(9, begun);
  const { Traces, UnprocessedTraceIds } = await xray.send(new BatchGetTracesCommand({ TraceIds: [TRACE, none] }));
  expect(UnprocessedTraceIds).toEqual([none]);
  const [trace] = Traces ?? [];
  expect(trace).toMatchObject({ Id: TRACE, Duration: 4, LimitExceeded: false });
  const documents = trace?.Segments?.map(({ Document = '' }) => JSON.parse(Document));
  expect(documents).toMatchObject([
    { name: 'lab', subsegments: [{ name: 'Lambda' }] },
    { name: 'resize', parent_id: id(2) },
    { name: 'DynamoDB', origin: 'AWS::DynamoDB::Table', inferred: true, parent_id: id(4) },
  ]);
});

describe('summaries', () => {
  it.each([
    ['service("resize") { fault }', 1],
    ['annotation.account = "12345" AND duration >= 4', 1],
    ['fault', 0],
  ])('%s: %i', async (FilterExpression, count) => {
    const { TraceSummaries, TracesProcessedCount } = await xray.send(
      new GetTraceSummariesCommand({ ...lately, FilterExpression }),
    );
    expect(TraceSummaries).toHaveLength(count);
    expect(TracesProcessedCount).toBeGreaterThanOrEqual(count);
  });

  it('say what a trace was', async () => {
    const { TraceSummaries } = await xray.send(new GetTraceSummariesCommand({ ...lately, FilterExpression: 'error' }));
    expect(TraceSummaries).toMatchObject([
      {
        ...{ Id: TRACE, Duration: 4, ResponseTime: 4, HasError: true, HasFault: false, HasThrottle: true },
        Http: { HttpStatus: 404, HttpMethod: 'PUT' },
        Users: [{ UserName: 'ada', ServiceIds: [{ Name: 'lab' }] }],
        Annotations: { account: [{ AnnotationValue: { StringValue: '12345' } }] },
        EntryPoint: { Name: 'lab', Type: 'AWS::StepFunctions::StateMachine', AccountId: '000000000000' },
        ServiceIds: [{ Name: 'lab' }, { Name: 'resize' }, { Name: 'images', Type: 'AWS::DynamoDB::Table' }],
        FaultRootCauses: [{ Services: [{ Name: 'lab' }, { Name: 'resize' }, { Name: 'images', Inferred: true }] }],
      },
    ]);
  });
});

const services = [
  { Name: 'lab', Root: true, SummaryStatistics: { TotalCount: 1, ErrorStatistics: { OtherCount: 1 } } },
  { Name: 'resize', SummaryStatistics: { FaultStatistics: { TotalCount: 1 } } },
  { Name: 'images', Type: 'AWS::DynamoDB::Table', SummaryStatistics: { FaultStatistics: { TotalCount: 1 } } },
  { Names: ['lab'], Type: 'client' },
];

it('the graph shows who called whom', async () => {
  const { Services = [] } = await xray.send(new GetTraceGraphCommand({ TraceIds: [TRACE] }));
  expect(Services).toMatchObject(services);
  const calls = Services.flatMap(({ Edges = [], ReferenceId }) => Edges.map((edge) => [ReferenceId, edge.ReferenceId]));
  expect(calls).toEqual([
    [0, 1],
    [1, 2],
    [3, 0],
  ]);
  const graph = await xray.send(new GetServiceGraphCommand(lately));
  expect(graph.Services?.map(({ Names }) => Names?.[0])).toEqual(expect.arrayContaining(['lab', 'resize', 'images']));
});

describe('sampling rules', () => {
  const rule = {
    ...{ RuleName: 'orders', Priority: 5, FixedRate: 0.5, ReservoirSize: 3, Version: 1, ResourceARN: '*', Host: '*' },
    ...{ ServiceName: 'order-*', ServiceType: '*', HTTPMethod: '*', URLPath: '*' },
  };

  it('are made, changed, targeted and deleted', async () => {
    await xray.send(new CreateSamplingRuleCommand({ SamplingRule: rule }));
    await xray.send(new UpdateSamplingRuleCommand({ SamplingRuleUpdate: { RuleName: 'orders', FixedRate: 1 } }));
    const { SamplingRuleRecords } = await xray.send(new GetSamplingRulesCommand({}));
    expect(SamplingRuleRecords).toMatchObject([
      { SamplingRule: { ...rule, FixedRate: 1 } },
      { SamplingRule: { RuleName: 'Default', Priority: 10_000, FixedRate: 0.05, ReservoirSize: 1 } },
    ]);
    const counted = { ClientID: 'a'.repeat(24), Timestamp: new Date(), RequestCount: 2, SampledCount: 1 };
    const { SamplingTargetDocuments, UnprocessedStatistics } = await xray.send(
      new GetSamplingTargetsCommand({
        SamplingStatisticsDocuments: ['orders', 'none'].map((RuleName) => ({ RuleName, ...counted })),
      }),
    );
    expect(SamplingTargetDocuments).toMatchObject([{ RuleName: 'orders', FixedRate: 1, ReservoirQuota: 3 }]);
    expect(UnprocessedStatistics).toMatchObject([{ RuleName: 'none' }]);
    await xray.send(new DeleteSamplingRuleCommand({ RuleName: 'orders' }));
    await expect(xray.send(new DeleteSamplingRuleCommand({ RuleName: 'orders' }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
  });
});

describe('is refused', () => {
  const end = lately.EndTime;
  const long = new Date(end.getTime() - 25 * 3_600_000);
  it.each([
    ['a filter that is malformed', new GetTraceSummariesCommand({ ...lately, FilterExpression: 'fault AND' })],
    ['a range of more than a day', new GetTraceSummariesCommand({ StartTime: long, EndTime: end })],
    ['an end before its beginning', new GetServiceGraphCommand({ StartTime: end, EndTime: lately.StartTime })],
    ['no trace', new BatchGetTracesCommand({ TraceIds: [] })],
    ['more than five traces', new BatchGetTracesCommand({ TraceIds: Array.from({ length: 6 }, () => TRACE) })],
    ['the default rule deleted', new DeleteSamplingRuleCommand({ RuleName: 'Default' })],
  ])('%s', async (_, command) => {
    const { send } = { send: (one: object) => xray.send(one as Parameters<XRayClient['send']>[0]) };
    await expect(send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' });
  });

  it('what is not here, by its name', async () => {
    await expect(xray.send(new GetGroupsCommand({}))).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });

  it('what a role does not allow', async () => {
    const credentials = host.credentials.forRole(ROLE, 'one');
    const writer = new XRayClient({ ...host.config(credentials), maxAttempts: 1 });
    await writer.send(new PutTraceSegmentsCommand({ TraceSegmentDocuments: [] }));
    await expect(writer.send(new GetTraceSummariesCommand(lately))).rejects.toThrow(/xray:GetTraceSummaries/);
  });
});
