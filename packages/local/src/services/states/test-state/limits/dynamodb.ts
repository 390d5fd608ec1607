/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const dynamodb = `
ArchivalSummary ArchivalBackupArn=37..1024
AttributeDefinition AttributeName=1..255 AttributeType=S|N|B
AutoScalingPolicyDescription PolicyName=1..256
AutoScalingSettingsDescription MinimumUnits=#1.. MaximumUnits=#1..
BackupDetails BackupArn=37..1024 BackupName=3..255 BackupSizeBytes=#0.. BackupStatus=CREATING|DELETED|AVAILABLE BackupType=USER|SYSTEM|AWS_BACKUP
BackupSummary TableName=3..255 TableArn=1..1024 BackupArn=37..1024 BackupName=3..255 BackupStatus=CREATING|DELETED|AVAILABLE BackupType=USER|SYSTEM|AWS_BACKUP BackupSizeBytes=#0..
BatchStatementError Code=ConditionalCheckFailed|ItemCollectionSizeLimitExceeded|RequestLimitExceeded|ValidationError|ProvisionedThroughputExceeded|TransactionConflict|ThrottlingError|InternalServerError|ResourceNotFound|AccessDenied|DuplicateItem
BatchStatementResponse TableName=3..255
BillingModeSummary BillingMode=PROVISIONED|PAY_PER_REQUEST
ConsumedCapacity TableName=1..1024
ContinuousBackupsDescription ContinuousBackupsStatus=ENABLED|DISABLED
ContributorInsightsSummary TableName=3..255 IndexName=3..255 ContributorInsightsStatus=ENABLING|ENABLED|DISABLING|DISABLED|FAILED ContributorInsightsMode=ACCESSED_AND_THROTTLED_KEYS|THROTTLED_KEYS
CsvOptions Delimiter=1..1 HeaderList=[]1..65536
DeleteResourcePolicyOutput RevisionId=1..255
DescribeContributorInsightsOutput TableName=3..255 IndexName=3..255 ContributorInsightsStatus=ENABLING|ENABLED|DISABLING|DISABLED|FAILED ContributorInsightsMode=ACCESSED_AND_THROTTLED_KEYS|THROTTLED_KEYS
DescribeGlobalTableSettingsOutput GlobalTableName=3..255
DescribeKinesisStreamingDestinationOutput TableName=3..255
DescribeLimitsOutput AccountMaxReadCapacityUnits=#1.. AccountMaxWriteCapacityUnits=#1.. TableMaxReadCapacityUnits=#1.. TableMaxWriteCapacityUnits=#1..
EnableKinesisStreamingConfiguration ApproximateCreationDateTimePrecision=MILLISECOND|MICROSECOND
ExecuteStatementOutput NextToken=1..32768
ExportDescription ExportArn=37..1024 ExportStatus=IN_PROGRESS|COMPLETED|FAILED TableArn=1..1024 S3Bucket=..255 S3Prefix=..1024 S3SseAlgorithm=AES256|KMS S3SseKmsKeyId=1..2048 ExportFormat=DYNAMODB_JSON|ION BilledSizeBytes=#0.. ItemCount=#0.. ExportType=FULL_EXPORT|INCREMENTAL_EXPORT
ExportSummary ExportArn=37..1024 ExportStatus=IN_PROGRESS|COMPLETED|FAILED ExportType=FULL_EXPORT|INCREMENTAL_EXPORT
GetResourcePolicyOutput RevisionId=1..255
GlobalSecondaryIndex IndexName=3..255
GlobalSecondaryIndexDescription IndexName=3..255 IndexStatus=CREATING|UPDATING|DELETING|ACTIVE
GlobalSecondaryIndexInfo IndexName=3..255
GlobalSecondaryIndexWarmThroughputDescription ReadUnitsPerSecond=#1.. WriteUnitsPerSecond=#1.. Status=CREATING|UPDATING|DELETING|ACTIVE
GlobalTable GlobalTableName=3..255
GlobalTableDescription GlobalTableStatus=CREATING|ACTIVE|DELETING|UPDATING GlobalTableName=3..255
GlobalTableWitnessDescription WitnessStatus=CREATING|DELETING|ACTIVE
ImportSummary ImportArn=37..1024 ImportStatus=IN_PROGRESS|COMPLETED|CANCELLING|CANCELLED|FAILED TableArn=1..1024 CloudWatchLogGroupArn=1..1024 InputFormat=DYNAMODB_JSON|ION|CSV
ImportTableDescription ImportArn=37..1024 ImportStatus=IN_PROGRESS|COMPLETED|CANCELLING|CANCELLED|FAILED TableArn=1..1024 ErrorCount=#0.. CloudWatchLogGroupArn=1..1024 InputFormat=DYNAMODB_JSON|ION|CSV InputCompressionType=GZIP|ZSTD|NONE ProcessedItemCount=#0.. ImportedItemCount=#0..
IncrementalExportSpecification ExportViewType=NEW_IMAGE|NEW_AND_OLD_IMAGES
KeySchemaElement AttributeName=1..255 KeyType=HASH|RANGE
KeysAndAttributes AttributesToGet=[]..65535 ExpressionAttributeNames=[]..65535
KinesisDataStreamDestination StreamArn=37..1024 DestinationStatus=ENABLING|ACTIVE|DISABLING|DISABLED|ENABLE_FAILED|UPDATING ApproximateCreationDateTimePrecision=MILLISECOND|MICROSECOND
KinesisStreamingDestinationOutput TableName=3..255 StreamArn=37..1024 DestinationStatus=ENABLING|ACTIVE|DISABLING|DISABLED|ENABLE_FAILED|UPDATING
ListBackupsOutput LastEvaluatedBackupArn=37..1024
ListGlobalTablesOutput LastEvaluatedGlobalTableName=3..255
ListImportsOutput NextToken=112..1024
ListTablesOutput TableNames=[]3..255 LastEvaluatedTableName=3..255
LocalSecondaryIndexDescription IndexName=3..255
LocalSecondaryIndexInfo IndexName=3..255
PointInTimeRecoveryDescription PointInTimeRecoveryStatus=ENABLED|DISABLED RecoveryPeriodInDays=#1..35
Projection ProjectionType=ALL|KEYS_ONLY|INCLUDE NonKeyAttributes=[]1..255
ProvisionedThroughput ReadCapacityUnits=#1.. WriteCapacityUnits=#1..
ProvisionedThroughputDescription NumberOfDecreasesToday=#1.. ReadCapacityUnits=#0.. WriteCapacityUnits=#0..
ProvisionedThroughputOverride ReadCapacityUnits=#1..
PutResourcePolicyOutput RevisionId=1..255
ReplicaAutoScalingDescription ReplicaStatus=CREATING|CREATION_FAILED|UPDATING|DELETING|ACTIVE|REGION_DISABLED|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED
ReplicaDescription ReplicaStatus=CREATING|CREATION_FAILED|UPDATING|DELETING|ACTIVE|REGION_DISABLED|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED GlobalTableSettingsReplicationMode=ENABLED|DISABLED|ENABLED_WITH_OVERRIDES
ReplicaGlobalSecondaryIndexAutoScalingDescription IndexName=3..255 IndexStatus=CREATING|UPDATING|DELETING|ACTIVE
ReplicaGlobalSecondaryIndexDescription IndexName=3..255
ReplicaGlobalSecondaryIndexSettingsDescription IndexName=3..255 IndexStatus=CREATING|UPDATING|DELETING|ACTIVE ProvisionedReadCapacityUnits=#1.. ProvisionedWriteCapacityUnits=#1..
ReplicaSettingsDescription ReplicaStatus=CREATING|CREATION_FAILED|UPDATING|DELETING|ACTIVE|REGION_DISABLED|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED ReplicaProvisionedReadCapacityUnits=#0.. ReplicaProvisionedWriteCapacityUnits=#0..
RestoreSummary SourceBackupArn=37..1024 SourceTableArn=1..1024
S3BucketSource S3Bucket=..255 S3KeyPrefix=..1024
SSEDescription Status=ENABLING|ENABLED|DISABLING|DISABLED|UPDATING SSEType=AES256|KMS
SSESpecification SSEType=AES256|KMS
SourceTableDetails TableName=3..255 TableArn=1..1024 ItemCount=#0.. BillingMode=PROVISIONED|PAY_PER_REQUEST
StreamSpecification StreamViewType=NEW_IMAGE|OLD_IMAGE|NEW_AND_OLD_IMAGES|KEYS_ONLY
TableAutoScalingDescription TableName=3..255 TableStatus=CREATING|UPDATING|DELETING|ACTIVE|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED
TableClassSummary TableClass=STANDARD|STANDARD_INFREQUENT_ACCESS
TableCreationParameters TableName=3..255 BillingMode=PROVISIONED|PAY_PER_REQUEST
TableDescription TableName=3..255 TableStatus=CREATING|UPDATING|DELETING|ACTIVE|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED LatestStreamArn=37..1024 GlobalTableSettingsReplicationMode=ENABLED|DISABLED|ENABLED_WITH_OVERRIDES MultiRegionConsistency=EVENTUAL|STRONG
TableWarmThroughputDescription ReadUnitsPerSecond=#1.. WriteUnitsPerSecond=#1.. Status=CREATING|UPDATING|DELETING|ACTIVE|INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED|REPLICATION_NOT_AUTHORIZED
Tag Key=1..128 Value=..256
TimeToLiveDescription TimeToLiveStatus=ENABLING|DISABLING|ENABLED|DISABLED AttributeName=1..255
TimeToLiveSpecification AttributeName=1..255
UpdateContributorInsightsOutput TableName=3..255 IndexName=3..255 ContributorInsightsStatus=ENABLING|ENABLED|DISABLING|DISABLED|FAILED ContributorInsightsMode=ACCESSED_AND_THROTTLED_KEYS|THROTTLED_KEYS
UpdateGlobalTableSettingsOutput GlobalTableName=3..255
UpdateKinesisStreamingConfiguration ApproximateCreationDateTimePrecision=MILLISECOND|MICROSECOND
UpdateKinesisStreamingDestinationOutput TableName=3..255 StreamArn=37..1024 DestinationStatus=ENABLING|ACTIVE|DISABLING|DISABLED|ENABLE_FAILED|UPDATING
`;
