import { isJsonObject, type Json, type JsonObject } from '@safelight/asl/json';
import { AwsError } from '#gateway/aws-error.ts';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { isThere } from '#template/resources/is-there.ts';
import { definitionOf } from '#template/resources/stepfunctions/definition.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stateMachineType = (call: InProcess): ResourceType => ({
  type: 'AWS::StepFunctions::StateMachine',
  properties: [
    ...['StateMachineName', 'StateMachineType', 'RoleArn', 'Tags'],
    ...['DefinitionString', 'Definition', 'DefinitionSubstitutions', 'LoggingConfiguration'],
    'TracingConfiguration',
  ],
  withoutEffect: ['EncryptionConfiguration'],
  async apply(resource) {
    const read = readProperties(resource.properties);
    const name = read.optionalText('StateMachineName') ?? `${resource.stackName}-${resource.logicalId}`;
    const arn = await createOrUpdate(call, {
      name,
      type: read.optionalText('StateMachineType') ?? 'STANDARD',
      definition: definitionOf(resource.properties),
      roleArn: read.text('RoleArn'),
      loggingConfiguration: logging(read),
      tracingConfiguration: {
        enabled: read.object('TracingConfiguration', ['Enabled']).boolean('Enabled', false),
      },
    });
    await call('TagResource', { resourceArn: arn, tags: tagsOf(read) });
    const { revisionId } = await describe(call, arn);
    return { ref: arn, attributes: { Arn: arn, Name: name, StateMachineRevisionId: String(revisionId ?? 'INITIAL') } };
  },
  exists: (_, __, arn) => isThere(() => describe(call, arn)),
  remove: ({ physicalId }) => call('DeleteStateMachine', { stateMachineArn: physicalId }),
});

/** Without its definition, which no answer here is asked for. */
const describe = (call: InProcess, stateMachineArn: string) =>
  call('DescribeStateMachine', { stateMachineArn, includedData: 'METADATA_ONLY' });

export const tagsOf = (read: Properties): readonly JsonObject[] =>
  read.objects('Tags', ['Key', 'Value']).map((tag) => ({ key: tag.text('Key'), value: tag.text('Value') }));

/** A machine that an earlier boot left is brought up to date; of another type, it is made anew, as CloudFormation would. */
async function createOrUpdate(call: InProcess, input: JsonObject): Promise<string> {
  try {
    const { stateMachineArn } = await call('CreateStateMachine', input);
    return String(stateMachineArn);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'StateMachineAlreadyExists') throw error;
  }
  const { stateMachines } = await call('ListStateMachines', { maxResults: 1000 });
  const existing = (Array.isArray(stateMachines) ? stateMachines : []).find(({ name }) => name === input.name);
  const { name: _, type, ...settings } = input;
  const stateMachineArn = existing?.stateMachineArn;
  if (existing?.type === type) await call('UpdateStateMachine', { ...settings, stateMachineArn });
  else {
    await call('DeleteStateMachine', { stateMachineArn });
    await call('CreateStateMachine', input);
  }
  return String(stateMachineArn);
}

function logging(read: Properties): JsonObject {
  const found = read.object('LoggingConfiguration', ['Destinations', 'IncludeExecutionData', 'Level']);
  const destinations = found.objects('Destinations', ['CloudWatchLogsLogGroup']).map((destination) => ({
    cloudWatchLogsLogGroup: {
      logGroupArn: destination.object('CloudWatchLogsLogGroup', ['LogGroupArn']).text('LogGroupArn'),
    },
  }));
  const level: Json = found.optionalText('Level') ?? 'OFF';
  return { level, includeExecutionData: found.boolean('IncludeExecutionData', false), destinations };
}

/** An answer's member that is text. */
export function textOf(answer: unknown, name: string): string {
  const value = isJsonObject(answer) ? answer[name] : undefined;
  if (typeof value !== 'string') throw new Error(`The answer has no ${name}.`);
  return value;
}
