import type { InputMembers } from '#gateway/dispatch/operation.ts';
import { only } from '#gateway/dispatch/with-members.ts';
import { codeInput, configurationInput, createInput } from '#services/lambda/api/function-input.ts';

const PAGED = ['Marker', 'MaxItems'];

/** What AWS's functions have and those here have not. */
const SETTINGS = [
  ...['CapacityProviderConfig', 'DurableConfig', 'EphemeralStorage', 'FileSystemConfigs', 'ImageConfig', 'KMSKeyArn'],
  ...['Layers', 'SnapStart', 'VpcConfig'],
];

/** What each operation reads, of path, query, headers and body; https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export const MEMBERS: Readonly<Record<string, InputMembers>> = {
  Invoke: {
    members: ['FunctionName', 'Qualifier', 'InvocationType', 'LogType', 'ClientContext', 'Payload'],
    refused: ['DurableExecutionName', 'TenantId'],
  },
  ListFunctions: {
    members: PAGED,
    withoutEffect: { FunctionVersion: 'a function has no version but $LATEST' },
    refused: ['MasterRegion'],
  },
  GetFunction: only('FunctionName', 'Qualifier'),
  GetFunctionConfiguration: only('FunctionName', 'Qualifier'),
  CreateFunction: {
    members: Object.keys(createInput.shape),
    refused: [...SETTINGS, 'CodeSigningConfigArn', 'PublishTo', 'Tags', 'TenancyConfig'],
  },
  UpdateFunctionConfiguration: {
    members: ['FunctionName', ...Object.keys(configurationInput.shape)],
    refused: SETTINGS,
  },
  UpdateFunctionCode: {
    members: ['FunctionName', ...Object.keys(codeInput.shape)],
    refused: [
      ...['ImageUri', 'PublishTo', 'S3Bucket', 'S3Key', 'S3ObjectStorageMode', 'S3ObjectVersion', 'SourceKMSKeyArn'],
    ],
  },
  DeleteFunction: only('FunctionName', 'Qualifier'),
  ListEventSourceMappings: only('EventSourceArn', 'FunctionName', ...PAGED),
  GetEventSourceMapping: only('UUID'),
};
