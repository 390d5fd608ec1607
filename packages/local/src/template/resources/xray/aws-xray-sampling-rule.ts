import type { XRayService } from '#services/xray/service.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { TemplateError } from '#template/template-error.ts';

const MEMBERS = [
  ...['ServiceName', 'ServiceType', 'Host', 'HTTPMethod', 'URLPath', 'ResourceARN'],
  ...['RuleName', 'Priority', 'FixedRate', 'ReservoirSize', 'Version', 'Attributes'],
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-xray-samplingrule.html */
export const samplingRuleType = ({ rules }: Pick<XRayService, 'rules'>): ResourceType => ({
  type: 'AWS::XRay::SamplingRule',
  properties: ['SamplingRule'],
  withoutEffect: ['Tags'],
  apply({ logicalId, stackName, properties }) {
    const read = readProperties(properties).object('SamplingRule', MEMBERS);
    const name = read.optionalText('RuleName') ?? `${stackName}-${logicalId}`.slice(-32);
    const rule = readRule(read);
    const isThere = rules.all().some(({ SamplingRule: { RuleName } }) => RuleName === name);
    const record = isThere ? rules.update({ RuleName: name }, rule) : rules.create({ ...rule, RuleName: name });
    const arn = record.SamplingRule.RuleARN;
    return { ref: arn, attributes: { RuleARN: arn } };
  },
  exists: (_, __, arn) => rules.all().some(({ SamplingRule: { RuleARN } }) => RuleARN === arn),
  remove: ({ physicalId }) => rules.remove({ RuleARN: physicalId }),
});

function readRule(read: Properties) {
  return {
    ServiceName: read.text('ServiceName'),
    ServiceType: read.text('ServiceType'),
    Host: read.text('Host'),
    HTTPMethod: read.text('HTTPMethod'),
    URLPath: read.text('URLPath'),
    ResourceARN: read.text('ResourceARN'),
    Priority: within(read.integer('Priority', 0), 1, 9999, 'Priority'),
    FixedRate: within(Number(read.text('FixedRate')), 0, 1, 'FixedRate'),
    ReservoirSize: within(read.integer('ReservoirSize', -1), 0, Number.MAX_SAFE_INTEGER, 'ReservoirSize'),
    Attributes: { ...read.textMap('Attributes') },
  };
}

function within(value: number, least: number, most: number, name: string): number {
  if (value >= least && value <= most) return value;
  throw new TemplateError(`the property SamplingRule.${name} must be from ${least} to ${most}`);
}
