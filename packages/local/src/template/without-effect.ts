import type { Place } from '@safelight/asl/identity';
import type { Json } from '@safelight/asl/json';
import type { Provisioned, Resource } from '#template/resource-type.ts';

/** A resource type that the local system accepts although nothing happens for it. */
export interface WithoutEffect {
  readonly type: string;
  /** Why nothing is lost by that on a laptop. Shown at boot and in `docs/supported.md`. */
  readonly reason: string;
  provision(resource: Resource, place: Place): Provisioned;
}

interface Names {
  /** The property that holds the physical name; the logical id stands in where it is absent. */
  readonly name?: string;
  /** Service and resource part of the ARN, `NAME` standing for the physical name. */
  readonly arn?: string;
  readonly refIsArn?: boolean;
  readonly attributes?: (name: string) => Readonly<Record<string, string>>;
}

const accept = (type: string, reason: string, names: Names = {}): WithoutEffect => ({
  type,
  reason,
  provision({ logicalId, stackName, suffix, properties }, place) {
    const generated = suffix === undefined ? logicalId : `${stackName}-${logicalId}-${suffix}`;
    const name = text(names.name === undefined ? undefined : properties[names.name]) ?? generated;
    const arn = names.arn === undefined ? undefined : localArn(names.arn.replace('NAME', name), place);
    return {
      ref: names.refIsArn && arn !== undefined ? arn : name,
      attributes: { ...(arn !== undefined && { Arn: arn }), ...names.attributes?.(name) },
    };
  },
});

const watched = 'nobody is woken up by a laptop';
const shown = 'the local console shows executions, logs and objects instead';
const edge = 'objects are read from the bucket itself; there is no edge network here';

/** Everything that is accepted without local effect. Any other type that nothing here runs is an error. */
export const withoutEffect: readonly WithoutEffect[] = [
  accept('AWS::CloudWatch::CompositeAlarm', 'the alarms that it combines are evaluated, each by itself', {
    name: 'AlarmName',
    arn: 'cloudwatch:alarm:NAME',
  }),
  accept('AWS::Logs::QueryDefinition', shown, { name: 'Name' }),
  accept('AWS::Logs::MetricFilter', 'metrics come from the lines in Embedded Metric Format, which need no filter', {
    name: 'FilterName',
  }),
  accept('AWS::Logs::ResourcePolicy', 'log delivery needs no permission here', { name: 'PolicyName' }),
  accept('AWS::ApplicationInsights::Application', watched, { name: 'ResourceGroupName' }),
  accept('AWS::ResourceGroups::Group', shown, { name: 'Name', arn: 'resource-groups:group/NAME' }),
  accept('AWS::XRay::Group', 'traces are found by the filter expression itself', { name: 'GroupName' }),
  accept('AWS::Budgets::Budget', 'nothing here costs anything'),
  accept('AWS::Lambda::Version', 'the source at hand is the only version', {
    name: 'FunctionName',
    arn: 'lambda:function:NAME:1',
    refIsArn: true,
    attributes: () => ({ Version: '1' }),
  }),
  accept('AWS::KMS::Alias', 'data on this machine is not encrypted', { name: 'AliasName' }),
  accept('AWS::CloudFront::Distribution', edge, {
    attributes: (name) => ({ Id: name, DomainName: `${name.toLowerCase()}.cloudfront.net` }),
  }),
  accept('AWS::CloudFront::OriginAccessControl', edge, { attributes: (name) => ({ Id: name }) }),
  accept('AWS::CloudFront::CachePolicy', edge, { attributes: (name) => ({ Id: name }) }),
  accept('AWS::CloudFront::ResponseHeadersPolicy', edge, { attributes: (name) => ({ Id: name }) }),
  accept('AWS::CloudFront::KeyGroup', edge, { attributes: (name) => ({ Id: name }) }),
  accept('AWS::CloudFront::PublicKey', edge, { attributes: (name) => ({ Id: name }) }),
];

const byType = new Map(withoutEffect.map((entry) => [entry.type, entry]));

export const findWithoutEffect = (type: string): WithoutEffect | undefined => byType.get(type);

const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** `service:rest` becomes the ARN of that resource in the local account. */
function localArn(short: string, { partition, region, accountId }: Place): string {
  const [service, ...rest] = short.split(':');
  return `arn:${partition}:${service}:${region}:${accountId}:${rest.join(':')}`;
}
