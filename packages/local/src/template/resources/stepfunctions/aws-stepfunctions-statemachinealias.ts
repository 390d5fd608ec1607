import type { JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { TemplateError } from '#template/template-error.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachinealias.html */
export const stateMachineAliasType = (call: InProcess): ResourceType => ({
  type: 'AWS::StepFunctions::StateMachineAlias',
  properties: ['Name', 'Description', 'RoutingConfiguration', 'DeploymentPreference'],
  withoutEffect: [],
  async apply({ properties }) {
    const read = readProperties(properties);
    const name = read.text('Name');
    const routes = routesOf(read);
    const description = read.optionalText('Description');
    const settings = { routingConfiguration: routes, ...(description !== undefined && { description }) };
    const arn = `${routes[0]?.stateMachineVersionArn.replace(/:\d+$/, '')}:${name}`;
    await createOrUpdate(call, name, arn, settings);
    return { ref: arn, attributes: { Arn: arn } };
  },
  remove: ({ physicalId }) => call('DeleteStateMachineAlias', { stateMachineAliasArn: physicalId }),
});

type RouteInput = { readonly stateMachineVersionArn: string; readonly weight: number };

/** A gradual deployment is at its end at once: there is no traffic to try it on. */
function routesOf(read: Properties): readonly RouteInput[] {
  const members = ['StateMachineVersionArn', 'Type', 'Percentage', 'Interval', 'Alarms'];
  const preferred = read.object('DeploymentPreference', members).optionalText('StateMachineVersionArn');
  if (preferred !== undefined) return [{ stateMachineVersionArn: preferred, weight: 100 }];
  const routes = read.objects('RoutingConfiguration', ['StateMachineVersionArn', 'Weight']).map((route) => ({
    stateMachineVersionArn: route.text('StateMachineVersionArn'),
    weight: route.integer('Weight', 100),
  }));
  if (routes.length === 0) throw new TemplateError('the property RoutingConfiguration is missing');
  return routes;
}

async function createOrUpdate(call: InProcess, name: string, arn: string, settings: JsonObject): Promise<void> {
  try {
    await call('CreateStateMachineAlias', { ...settings, name });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ConflictException') throw error;
    await call('UpdateStateMachineAlias', { ...settings, stateMachineAliasArn: arn });
  }
}
