import { localPlace, systemRandom } from '@safelight/asl/identity';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { unmetered } from '#local/usage/meter.ts';
import { createAuthorizer } from '#services/iam/authorizer.ts';
import { type Denial, describeDenial } from '#services/iam/denial.ts';
import { PolicyStore } from '#services/iam/policy-store.ts';
import { createXRayService } from '#services/xray/service.ts';
import { createTracing } from '#services/xray/tracing.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { segment, TRACE, texts } from './made.ts';

const roleArn = 'arn:aws:iam::000000000000:role/workflow';

it('segments are kept of a role that may send them; that one may not is told by a line', () => {
  const policies = new PolicyStore(localPlace);
  const clock = new ManualClock();
  const Principal = { Service: 'states.amazonaws.com' };
  policies.setRole(roleArn, { Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] });
  const lines: string[] = [];
  const onDenied = (denial: Denial) => void lines.push(describeDenial(denial));
  const told = { onDenied, onJudged: () => {} };
  const authorize = createAuthorizer({ policies, place: localPlace, clock, mode: 'on', ...told });
  const database = openDatabase({ file: IN_MEMORY });
  const made = { database, clock, random: systemRandom, place: localPlace, authorize, addUse: unmetered };
  const xray = createXRayService(made);
  const tracing = createTracing(xray, authorize);
  const send = () => tracing.send({ roleArn, sessionName: 'one' }, texts(segment(1)));
  send();
  expect(lines).toEqual([expect.stringContaining('xray:PutTraceSegments')]);
  expect(xray.traces.find(TRACE)).toBeUndefined();
  policies.attach('workflow', 'inline', {
    Statement: [{ Effect: 'Allow', Action: 'xray:PutTraceSegments', Resource: '*' }],
  });
  send();
  expect(xray.traces.find(TRACE)?.segments).toHaveLength(1);
  expect(lines).toHaveLength(1);
});
