import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { projectTemplate } from '#tests/support/system.ts';
import { importOf } from '../../scripts/lib/import-template.ts';

const account = '123456789012';
const bucket = (name: string) => ({ ResourceType: 'AWS::S3::Bucket', ResourceIdentifier: { BucketName: name } });
const table = (name: string) => ({ ResourceType: 'AWS::DynamoDB::Table', ResourceIdentifier: { TableName: name } });
const logs = (name: string) => ({ ResourceType: 'AWS::Logs::LogGroup', ResourceIdentifier: { LogGroupName: name } });
const urlOf = (name: string) => `https://sqs.us-east-1.amazonaws.com/${account}/${name}`;
const queue = (name: string) => ({ ResourceType: 'AWS::SQS::Queue', ResourceIdentifier: { QueueUrl: urlOf(name) } }); // of the orders

/** All is there, and found by what CloudFormation finds it by. */
const there = ({ type, name }: { readonly type: string; readonly name: string }) =>
  type === 'AWS::SQS::Queue' ? urlOf(name) : name;

/** All of the retained data of prod. */
const all = [
  { LogicalResourceId: 'SourceBucket', ...bucket('darkroom-prod-123456789012-source') },
  { LogicalResourceId: 'OutputBucket', ...bucket('darkroom-prod-123456789012-output') },
  { LogicalResourceId: 'ImagesTable', ...table('darkroom-prod-images') },
  { LogicalResourceId: 'OrdersTable', ...table('darkroom-prod-orders') },
  { LogicalResourceId: 'StockTable', ...table('darkroom-prod-stock') }, // of the orders
  { LogicalResourceId: 'PaymentsTable', ...table('darkroom-prod-payments') }, // of the orders
  { LogicalResourceId: 'OrdersUndeliveredQueue', ...queue('darkroom-prod-orders-undelivered') },
  { LogicalResourceId: 'ImageInspectLogGroup', ...logs('/aws/lambda/darkroom-prod-image-inspect') },
  { LogicalResourceId: 'ImageResizeLogGroup', ...logs('/aws/lambda/darkroom-prod-image-resize') },
  { LogicalResourceId: 'ImageConvertLogGroup', ...logs('/aws/lambda/darkroom-prod-image-convert') },
  { LogicalResourceId: 'ImageCleanupLogGroup', ...logs('/aws/lambda/darkroom-prod-image-cleanup') },
  { LogicalResourceId: 'MetadataReadLogGroup', ...logs('/aws/lambda/darkroom-prod-metadata-read') },
  { LogicalResourceId: 'LibraryWriteReportLogGroup', ...logs('/aws/lambda/darkroom-prod-library-write-report') },
  { LogicalResourceId: 'ImageProcessingLogGroup', ...logs('/aws/vendedlogs/states/darkroom-prod-image-processing') },
  { LogicalResourceId: 'ImageMetadataLogGroup', ...logs('/aws/vendedlogs/states/darkroom-prod-image-metadata') },
  { LogicalResourceId: 'ImageRemovalLogGroup', ...logs('/aws/vendedlogs/states/darkroom-prod-image-removal') },
  { LogicalResourceId: 'LibraryReprocessLogGroup', ...logs('/aws/vendedlogs/states/darkroom-prod-library-reprocess') },
  { LogicalResourceId: 'LibraryReportLogGroup', ...logs('/aws/vendedlogs/states/darkroom-prod-library-report') },
  { LogicalResourceId: 'OrdersConsumeLogGroup', ...logs('/aws/lambda/darkroom-prod-orders-consume') },
  { LogicalResourceId: 'OrdersReviewLogGroup', ...logs('/aws/lambda/darkroom-prod-orders-review') },
  { LogicalResourceId: 'OrdersTakePaymentLogGroup', ...logs('/aws/lambda/darkroom-prod-orders-take-payment') },
  { LogicalResourceId: 'OrdersReturnPaymentLogGroup', ...logs('/aws/lambda/darkroom-prod-orders-return-payment') },
  { LogicalResourceId: 'OrderProcessingLogGroup', ...logs('/aws/vendedlogs/states/darkroom-prod-order-processing') },
];

// Before the tests, for it may have to be compiled.
const template = JSON.parse(await readFile(await projectTemplate('prod'), 'utf8'));

it('what prod retains is imported by its names', () => {
  const { resources } = importOf(template, account, there);
  expect(resources.toSorted(byId)).toEqual(all.toSorted(byId));
});

it('the stack of the import is the retained resources as they are deployed', () => {
  const { Resources } = JSON.parse(importOf(template, account, there).template);
  expect(Object.keys(Resources).sort()).toEqual(all.map(({ LogicalResourceId }) => LogicalResourceId).sort());
  for (const [logicalId, definition] of Object.entries(Resources))
    expect(definition).toEqual(template.Resources[logicalId]);
});

it('the retained resources refer to nothing that the stack of the import does not have', () => {
  const { template: imported } = importOf(template, account, there);
  expect(imported).not.toMatch(/"(?:Ref|Fn::GetAtt|DependsOn|Condition)":/);
  expect([...imported.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name)).toEqual([
    'AWS::AccountId',
    'AWS::AccountId',
  ]);
});

it('what is not there any more is left to the deployment', () => {
  const { template: imported, resources } = importOf(template, account, ({ name }) =>
    name === 'darkroom-prod-images' ? name : undefined,
  );
  expect(resources.map(({ LogicalResourceId }) => LogicalResourceId)).toEqual(['ImagesTable']);
  expect(Object.keys(JSON.parse(imported).Resources)).toEqual(['ImagesTable']);
});

it.each([
  {
    problem: 'a type that nothing is known of',
    Type: 'AWS::KMS::Key',
    Properties: {},
    message: 'Own: nothing is known here of importing AWS::KMS::Key.',
  },
  { problem: 'no name of its own', Type: 'AWS::S3::Bucket', Properties: {}, message: 'Own has no BucketName.' },
])('refuses a retained resource with $problem', ({ Type, Properties, message }) => {
  const own = { Resources: { Own: { Type, Properties, DeletionPolicy: 'Retain' } } };
  expect(() => importOf(own, account, there)).toThrow(message);
});

const byId = (a: { LogicalResourceId: string }, b: { LogicalResourceId: string }) =>
  a.LogicalResourceId < b.LogicalResourceId ? -1 : 1;
