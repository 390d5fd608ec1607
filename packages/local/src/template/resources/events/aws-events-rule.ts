import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import { busName } from '#services/eventbridge/rules/rule.ts';
import type { Resource, ResourceType } from '#template/resource-type.ts';
import { isThere } from '#template/resources/is-there.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const eventsRuleType = (events: { readonly call: InProcess }): ResourceType => ({
  type: 'AWS::Events::Rule',
  properties: [
    'Name',
    'EventBusName',
    'EventPattern',
    'ScheduleExpression',
    'State',
    'Description',
    'RoleArn',
    'Targets',
  ],
  withoutEffect: ['Tags'],
  async apply(resource) {
    const { Targets: targets, EventPattern: pattern, Tags: _, ...properties } = resource.properties;
    const name = ruleName(resource);
    const onBus = properties.EventBusName === undefined ? {} : { EventBusName: properties.EventBusName };
    const eventPattern = pattern === undefined ? {} : { EventPattern: patternText(pattern) };
    const { RuleArn: arn } = await events.call('PutRule', { ...properties, ...eventPattern, Name: name });
    await replaceTargets(events, { Rule: name, ...onBus }, Array.isArray(targets) ? targets : []);
    // On a bus of its own a rule is known by both names.
    const ref = properties.EventBusName === undefined ? name : `${busName(String(properties.EventBusName))}|${name}`;
    return { ref, attributes: { Arn: String(arn) } };
  },
  exists({ properties: { EventBusName } }, name) {
    return isThere(() =>
      events.call('DescribeRule', { Name: name, ...(EventBusName !== undefined && { EventBusName }) }),
    );
  },
  async remove({ physicalId, properties: { EventBusName } }) {
    const name = physicalId.split('|').at(-1) ?? physicalId;
    const onBus = EventBusName === undefined ? {} : { EventBusName };
    await replaceTargets(events, { Rule: name, ...onBus }, []);
    await events.call('DeleteRule', { Name: name, ...onBus });
  },
});

const ruleName = ({ properties, stackName, logicalId }: Resource): string =>
  typeof properties.Name === 'string' ? properties.Name : `${stackName}-${logicalId}`.slice(0, 64);

const patternText = (pattern: Json): string => (typeof pattern === 'string' ? pattern : JSON.stringify(pattern));

/** The template is the whole truth: targets that it no longer has are taken away. */
async function replaceTargets(
  events: { readonly call: InProcess },
  rule: JsonObject,
  wanted: readonly Json[],
): Promise<void> {
  const { Targets: before } = await events.call('ListTargetsByRule', rule);
  const kept = new Set(ids(wanted));
  const gone = ids(Array.isArray(before) ? before : []).filter((id) => !kept.has(id));
  if (gone.length > 0) await events.call('RemoveTargets', { ...rule, Ids: gone });
  if (wanted.length > 0) await events.call('PutTargets', { ...rule, Targets: wanted });
}

const ids = (targets: readonly Json[]): Json[] => targets.filter(isJsonObject).map(({ Id }) => Id ?? null);
