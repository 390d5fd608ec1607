import { localPlace } from '@safelight/asl/identity';
import { ManualClock } from '@safelight/asl/testing/manual-clock';
import { describe, expect, it } from 'vitest';
import { RuleStore } from '#services/xray/sampling/rule-store.ts';
import { IN_MEMORY, openDatabase } from '#store/database.ts';
import { samplingRuleType } from '#template/resources/xray/aws-xray-sampling-rule.ts';

const rule = {
  ...{ RuleName: 'orders', Priority: '5', FixedRate: 0.5, ReservoirSize: 3, Version: 1, ResourceARN: '*', Host: '*' },
  ...{ ServiceName: 'order-*', ServiceType: '*', HTTPMethod: '*', URLPath: '*' },
};
const arn = 'arn:aws:xray:us-east-1:000000000000:sampling-rule/orders';
const resource = (SamplingRule: typeof rule) => ({
  ...{ logicalId: 'Orders', type: 'AWS::XRay::SamplingRule', stackName: 'dev' },
  properties: { SamplingRule },
});
const open = () => {
  const rules = new RuleStore(openDatabase({ file: IN_MEMORY }), localPlace, new ManualClock());
  return { rules, type: samplingRuleType({ rules }) };
};

describe('AWS::XRay::SamplingRule', () => {
  it('is made, brought up to date and deleted', () => {
    const { rules, type } = open();
    expect(type.apply(resource(rule))).toEqual({ ref: arn, attributes: { RuleARN: arn } });
    type.apply(resource({ ...rule, FixedRate: 1 }));
    expect(rules.get({ RuleName: 'orders' })).toMatchObject({ SamplingRule: { Priority: 5, FixedRate: 1 } });
    type.remove({ ...resource(rule), physicalId: arn });
    expect(rules.all()).toHaveLength(1);
  });

  it.each([
    ['FixedRate', 2],
    ['Priority', '0'],
    ['ReservoirSize', -1],
  ])('is refused with %s %s', (name, value) => {
    const { type } = open();
    expect(() => type.apply(resource({ ...rule, [name]: value }))).toThrow(`SamplingRule.${name} must be`);
  });
});
