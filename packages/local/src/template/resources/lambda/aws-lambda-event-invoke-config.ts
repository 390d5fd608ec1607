import { defaultInvokeConfig, type EventInvokeConfig } from '#services/lambda/events/invoke-config.ts';
import { type Properties, readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { uniqueName } from '#template/resources/unique-name.ts';

interface InvokeConfigTypeOptions {
  readonly putInvokeConfig: (functionName: string, config: EventInvokeConfig) => void;
  readonly removeInvokeConfig: (functionName: string) => void;
}

const functionName = (read: Properties): string => read.text('FunctionName').split(':').at(-1) ?? '';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfigType = ({
  putInvokeConfig,
  removeInvokeConfig,
}: InvokeConfigTypeOptions): ResourceType => ({
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: ['FunctionName', 'Qualifier', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'],
  withoutEffect: [],
  apply({ logicalId, stackName, suffix, properties }) {
    const read = readProperties(properties);
    const destinations = read.object('DestinationConfig', ['OnSuccess', 'OnFailure']);
    const destination = (name: string) => destinations.object(name, ['Destination']).optionalText('Destination');
    putInvokeConfig(functionName(read), {
      retryAttempts: read.integer('MaximumRetryAttempts', defaultInvokeConfig.retryAttempts),
      maximumAgeSeconds: read.integer('MaximumEventAgeInSeconds', defaultInvokeConfig.maximumAgeSeconds),
      onSuccess: destination('OnSuccess'),
      onFailure: destination('OnFailure'),
    });
    return { ref: suffix === undefined ? logicalId : uniqueName({ stackName, logicalId, suffix }), attributes: {} };
  },
  isVolatile: true,
  remove: ({ properties }) => removeInvokeConfig(functionName(readProperties(properties))),
});
