import { localPlace } from '@safelight/asl/identity';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { expect, it } from 'vitest';
import { RuleStore } from '#services/xray/sampling/rule-store.ts';
import { Sampler } from '#services/xray/sampling/sampler.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';

const lab = { serviceName: 'lab', serviceType: 'AWS::StepFunctions::StateMachine', resourceArn: 'arn:lab' };
const any = { ResourceARN: '*', ServiceName: '*', ServiceType: '*', Host: '*', HTTPMethod: '*', URLPath: '*' };

/** @param next what chance says, each time */
const open = (next: number) => {
  const clock = new ManualClock();
  const rules = new RuleStore(openDatabase({ file: IN_MEMORY }), localPlace, clock);
  return { clock, rules, sampler: new Sampler(rules, clock, { next: () => next }) };
};
const three = (sampler: Sampler, request = lab) => [1, 2, 3].map(() => sampler.samples(request));

it('one request of each second is traced, and five percent of the others', async () => {
  const { sampler, clock } = open(0.05);
  expect(three(sampler)).toEqual([true, false, false]);
  await clock.advance(1000);
  expect(three(sampler)).toEqual([true, false, false]);
  expect(three(open(0.049).sampler)).toEqual([true, true, true]);
});

it('the first rule that is for a request decides', () => {
  const { sampler, rules } = open(0.5);
  const rule = { ...any, FixedRate: 1, ReservoirSize: 0, Attributes: {} };
  rules.create({ ...rule, RuleName: 'nothing', Priority: 20, FixedRate: 0, ServiceName: 'l*' });
  expect(three(sampler)).toEqual([false, false, false]);
  rules.create({ ...rule, RuleName: 'all', Priority: 10, ServiceType: 'AWS::StepFunctions::*' });
  expect(three(sampler)).toEqual([true, true, true]);
  rules.remove({ RuleName: 'all' });
  expect(three(sampler, { ...lab, serviceName: 'other' })).toEqual([true, false, false]);
});

it('a rule that asks for a host, a method or an attribute is for no service of AWS', () => {
  const { sampler, rules } = open(0.5);
  const rule = { ...any, FixedRate: 0, ReservoirSize: 0, Attributes: {} };
  rules.create({ ...rule, RuleName: 'method', Priority: 1, HTTPMethod: 'GET' });
  rules.create({ ...rule, RuleName: 'attribute', Priority: 2, Attributes: { tier: 'gold' } });
  expect(three(sampler)).toEqual([true, false, false]);
});
