import { defaultInvokeConfig, type EventInvokeConfig } from '#services/lambda/events/invoke-config.ts';
import { readProperties } from '#template/properties.ts';
import type { ResourceType } from '#template/resource-type.ts';

interface InvokeConfigTypeOptions {
  readonly putInvokeConfig: (functionName: string, config: EventInvokeConfig) => void;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const eventInvokeConfigType = ({ putInvokeConfig }: InvokeConfigTypeOptions): ResourceType => ({
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: ['FunctionName', 'Qualifier', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'],
  withoutEffect: [],
  apply({ logicalId, properties }) {
    const read = readProperties(properties);
    const destinations = read.object('DestinationConfig', ['OnSuccess', 'OnFailure']);
    const destination = (name: string) => destinations.object(name, ['Destination']).optionalText('Destination');
    putInvokeConfig(read.text('FunctionName').split(':').at(-1) ?? '', {
      retryAttempts: read.integer('MaximumRetryAttempts', defaultInvokeConfig.retryAttempts),
      maximumAgeSeconds: read.integer('MaximumEventAgeInSeconds', defaultInvokeConfig.maximumAgeSeconds),
      onSuccess: destination('OnSuccess'),
      onFailure: destination('OnFailure'),
    });
    return { ref: logicalId, attributes: {} };
  },
});
