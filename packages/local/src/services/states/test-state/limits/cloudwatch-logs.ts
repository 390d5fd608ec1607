/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const cloudwatchLogs = `
AccountPolicy lastUpdatedTime=#0.. policyType=DATA_PROTECTION_POLICY|SUBSCRIPTION_FILTER_POLICY|FIELD_INDEX_POLICY|TRANSFORMER_POLICY|METRIC_EXTRACTION_POLICY scope=ALL accountId=12..12
AddKeyEntry key=1..128 value=1..256
Anomaly anomalyId=36..36 patternId=32..32 anomalyDetectorArn=1.. patternString=1.. patternRegex=1.. priority=1.. firstSeen=#0.. lastSeen=#0.. description=1.. state=Active|Suppressed|Baseline logGroupArnList=[]1..2048 suppressedDate=#0.. suppressedUntil=#0..
AnomalyDetector anomalyDetectorArn=1.. detectorName=1.. logGroupArnList=[]1..2048 evaluationFrequency=ONE_MIN|FIVE_MIN|TEN_MIN|FIFTEEN_MIN|THIRTY_MIN|ONE_HOUR filterPattern=..1024 anomalyDetectorStatus=INITIALIZING|TRAINING|ANALYZING|FAILED|DELETED|PAUSED kmsKeyId=..256 creationTimeStamp=#0.. lastModifiedTimeStamp=#0.. anomalyVisibilityTime=#7..90
AssociateSourceToS3TableIntegrationResponse identifier=1..2048
CSV quoteCharacter=1..1 delimiter=1..2 columns=[]1..128 source=1..128 destination=1..128
CancelImportTaskResponse importId=1..256 importStatus=IN_PROGRESS|CANCELLED|COMPLETED|FAILED creationTime=#0.. lastUpdatedTime=#0..
ConfigurationTemplate service=1..255 logType=1..255 resourceType=1..255 deliveryDestinationType=S3|CWL|FH|XRAY allowedOutputFormats=[]json|plain|w3c|raw|parquet allowedFieldDelimiters=[]..5 allowedSuffixPathFields=[]1..64
ConfigurationTemplateDeliveryConfigValues recordFields=[]1..64 fieldDelimiter=..5
CopyValueEntry source=1..128 target=1..128
CreateExportTaskResponse taskId=1..512
CreateImportTaskResponse importId=1..256 creationTime=#0..
CreateLogAnomalyDetectorResponse anomalyDetectorArn=1..
CreateLookupTableResponse createdAt=#0..
CreateScheduledQueryResponse state=ENABLED|DISABLED
DateTimeConverter source=1..128 target=1..128 targetFormat=1..64 matchPatterns=[]1.. sourceTimezone=1.. targetTimezone=1.. locale=1..
DeleteKeys withKeys=[]1..
Delivery id=1..64 deliverySourceName=1..60 deliveryDestinationType=S3|CWL|FH|XRAY recordFields=[]1..64 fieldDelimiter=..5 tags=[]..256
DeliveryDestination name=1..60 deliveryDestinationType=S3|CWL|FH|XRAY outputFormat=json|plain|w3c|raw|parquet tags=[]..256
DeliverySource name=1..60 service=1..255 logType=1..255 tags=[]..256 deliverySourceConfiguration=[]1..255 status=ACTIVE|INACTIVE statusReason=RESOURCE_DELETED
DeliverySourceConfigurationSchema keyName=1..256 valueType=string|boolean|int|double|long defaultValue=1..256 supportedValues=[]1..256
DescribeAccountPoliciesResponse nextToken=1..
DescribeConfigurationTemplatesResponse nextToken=1..
DescribeDeliveriesResponse nextToken=1..
DescribeDeliveryDestinationsResponse nextToken=1..
DescribeDeliverySourcesResponse nextToken=1..
DescribeDestinationsResponse nextToken=1..
DescribeExportTasksResponse nextToken=1..
DescribeFieldIndexesResponse nextToken=1..
DescribeImportTaskBatchesResponse importId=1..256 nextToken=1..
DescribeImportTasksResponse nextToken=1..
DescribeIndexPoliciesResponse nextToken=1..
DescribeLogGroupsResponse nextToken=1..
DescribeLogStreamsResponse nextToken=1..
DescribeLookupTablesResponse nextToken=1..
DescribeMetricFiltersResponse nextToken=1..
DescribeQueriesResponse nextToken=1..
DescribeQueryDefinitionsResponse nextToken=1..
DescribeResourcePoliciesResponse nextToken=1..
DescribeSubscriptionFiltersResponse nextToken=1..
Destination destinationName=1..512 targetArn=1.. roleArn=1.. accessPolicy=1.. creationTime=#0..
DisassociateSourceFromS3TableIntegrationResponse identifier=1..2048
ExportTask taskId=1..512 taskName=1..512 logGroupName=1..512 from=#0.. to=#0.. destination=1..512
ExportTaskExecutionInfo creationTime=#0.. completionTime=#0..
ExportTaskStatus code=CANCELLED|COMPLETED|FAILED|PENDING|PENDING_CANCEL|RUNNING
FieldIndex logGroupIdentifier=1..2048 fieldIndexName=1..512 lastScanTime=#0.. firstEventTime=#0.. lastEventTime=#0.. type=FACET|FIELD_INDEX
FilterLogEventsResponse nextToken=1..
FilteredLogEvent logStreamName=1..512 timestamp=#0.. message=1.. ingestionTime=#0..
GetDataProtectionPolicyResponse logGroupIdentifier=1..2048 lastUpdatedTime=#0..
GetIntegrationResponse integrationName=1..50 integrationType=OPENSEARCH integrationStatus=PROVISIONING|ACTIVE|FAILED
GetLogAnomalyDetectorResponse detectorName=1.. logGroupArnList=[]1..2048 evaluationFrequency=ONE_MIN|FIVE_MIN|TEN_MIN|FIFTEEN_MIN|THIRTY_MIN|ONE_HOUR filterPattern=..1024 anomalyDetectorStatus=INITIALIZING|TRAINING|ANALYZING|FAILED|DELETED|PAUSED kmsKeyId=..256 creationTimeStamp=#0.. lastModifiedTimeStamp=#0.. anomalyVisibilityTime=#7..90
GetLogEventsResponse nextForwardToken=1.. nextBackwardToken=1..
GetLookupTableResponse lookupTableName=1..256 description=..1024 tableBody=1..10485760 sizeBytes=#0.. lastUpdatedTime=#0.. kmsKeyId=..256
GetQueryResultsResponse queryLanguage=CWLI|SQL|PPL status=Scheduled|Running|Complete|Failed|Cancelled|Timeout|Unknown encryptionKey=..256 nextToken=..1024
GetScheduledQueryHistoryResponse name=1..255 nextToken=1..
GetScheduledQueryResponse name=1..255 description=..1024 queryLanguage=CWLI|SQL|PPL queryString=..10000 logGroupIdentifiers=[]1..2048 scheduleExpression=..256 timezone=1.. state=ENABLED|DISABLED lastTriggeredTime=#0.. lastExecutionStatus=Running|InvalidQuery|Complete|Failed|Timeout scheduleStartTime=#0.. scheduleEndTime=#0.. executionRoleArn=1.. creationTime=#0.. lastUpdatedTime=#0..
GetTransformerResponse logGroupIdentifier=1..2048 creationTime=#0.. lastModifiedTime=#0..
Grok source=1..128 match=1..512
Import importId=1..256 importStatus=IN_PROGRESS|CANCELLED|COMPLETED|FAILED creationTime=#0.. lastUpdatedTime=#0..
ImportBatch batchId=1..256 status=IN_PROGRESS|CANCELLED|COMPLETED|FAILED
ImportFilter startEventTime=#0.. endEventTime=#0..
ImportStatistics bytesImported=#0..
IndexPolicy logGroupIdentifier=1..2048 lastUpdateTime=#0.. policyDocument=1..51200 source=ACCOUNT|LOG_GROUP
IntegrationSummary integrationName=1..50 integrationType=OPENSEARCH integrationStatus=PROVISIONING|ACTIVE|FAILED
ListAggregateLogGroupSummariesResponse nextToken=1..
ListAnomaliesResponse nextToken=1..
ListLogAnomalyDetectorsResponse nextToken=1..
ListLogGroupsForQueryResponse logGroupIdentifiers=[]1..2048 nextToken=1..
ListLogGroupsResponse nextToken=1..
ListScheduledQueriesResponse nextToken=1..
ListSourcesForS3TableIntegrationResponse nextToken=1..
ListTagsForResourceResponse tags=[]..256
ListTagsLogGroupResponse tags=[]..256
ListToMap source=1..128 key=1..128 valueKey=1..128 target=1..128 flattenedElement=first|last
LiveTailSessionLogEvent logStreamName=1..512 logGroupIdentifier=1..2048 message=1.. timestamp=#0.. ingestionTime=#0..
LiveTailSessionStart requestId=..256 sessionId=..256 logGroupIdentifiers=[]1..2048 logStreamNames=[]1..512 logStreamNamePrefixes=[]1..512 logEventFilterPattern=..1024
LogEvent timestamp=#0.. message=1..
LogFieldsListItem logFieldName=1..256
LogGroup logGroupName=1..512 creationTime=#0.. storedBytes=#0.. kmsKeyId=..256 dataProtectionStatus=ACTIVATED|DELETED|ARCHIVED|DISABLED inheritedProperties=[]ACCOUNT_DATA_PROTECTION logGroupClass=STANDARD|INFREQUENT_ACCESS|DELIVERY
LogGroupField percent=#0..100
LogGroupSummary logGroupName=1..512 logGroupClass=STANDARD|INFREQUENT_ACCESS|DELIVERY
LogStream logStreamName=1..512 creationTime=#0.. firstEventTimestamp=#0.. lastEventTimestamp=#0.. lastIngestionTime=#0.. uploadSequenceToken=1.. storedBytes=#0..
LookupTable lookupTableName=1..256 description=..1024 recordsCount=#0.. sizeBytes=#0.. lastUpdatedTime=#0.. kmsKeyId=..256
LowerCaseString withKeys=[]1..
MetricFilter filterName=1..512 filterPattern=..1024 creationTime=#0.. logGroupName=1..512 fieldSelectionCriteria=..2000
MetricFilterMatchRecord eventMessage=1..
MetricTransformation metricName=..255 metricNamespace=..255 metricValue=..100 dimensions=[]..255 unit=Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|Bytes/Second|Kilobytes/Second|Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|Kilobits/Second|Megabits/Second|Gigabits/Second|Terabits/Second|Count/Second|None
MoveKeyEntry source=1..128 target=1..128
OpenSearchApplication applicationEndpoint=1..1024 applicationId=1..256
OpenSearchCollection collectionEndpoint=1..1024
OpenSearchDataAccessPolicy policyName=1..256
OpenSearchDataSource dataSourceName=1..256
OpenSearchEncryptionPolicy policyName=1..256
OpenSearchLifecyclePolicy policyName=1..256
OpenSearchNetworkPolicy policyName=1..256
OpenSearchResourceStatus status=ACTIVE|NOT_FOUND|ERROR statusMessage=1..
OpenSearchWorkspace workspaceId=1..256
OutputLogEvent timestamp=#0.. message=1.. ingestionTime=#0..
ParseCloudfront source=1..128
ParseJSON source=1..128 destination=1..128
ParseKeyValue source=1..128 destination=1..128 fieldDelimiter=1..128 keyValueDelimiter=1..128 keyPrefix=1..128 nonMatchValue=1..128
ParsePostgres source=1..128
ParseRoute53 source=1..128
ParseToOCSF source=1..128 eventSource=CloudTrail|Route53Resolver|VPCFlow|EKSAudit|AWSWAF ocsfVersion=V1.1|V1.5 mappingVersion=1..10
ParseVPC source=1..128
ParseWAF source=1..128
PatternToken tokenString=1.. inferredTokenName=1..
Policy deliveryDestinationPolicy=1..51200
PutDataProtectionPolicyResponse logGroupIdentifier=1..2048 lastUpdatedTime=#0..
PutIntegrationResponse integrationName=1..50 integrationStatus=PROVISIONING|ACTIVE|FAILED
PutLogEventsResponse nextSequenceToken=1..
PutQueryDefinitionResponse queryDefinitionId=1..256
PutResourcePolicyResponse revisionId=1..
QueryDefinition queryLanguage=CWLI|SQL|PPL queryDefinitionId=1..256 name=1..255 queryString=1..10000 lastModified=#0.. logGroupNames=[]1..512
QueryInfo queryLanguage=CWLI|SQL|PPL queryId=1..256 queryString=..10000 status=Scheduled|Running|Complete|Failed|Cancelled|Timeout|Unknown createTime=#0.. logGroupName=1..512 userIdentity=1..2048
QueryParameter name=1..128 defaultValue=..1024 description=..512
RecordField name=1..64
RejectedEntityInfo errorType=InvalidEntity|InvalidTypeValue|InvalidKeyAttributes|InvalidAttributes|EntitySizeTooLarge|UnsupportedLogGroupType|MissingRequiredFields
RenameKeyEntry key=1..128 renameTo=1..128
ResourcePolicy policyDocument=1..51200 lastUpdatedTime=#0.. policyScope=ACCOUNT|RESOURCE revisionId=1..
S3Configuration destinationIdentifier=..1024 roleArn=1.. ownerAccountId=12..12 kmsKeyId=..256
S3DeliveryConfiguration suffixPath=1..256
S3TableIntegrationSource identifier=1..2048 status=ACTIVE|UNHEALTHY|FAILED|DATA_SOURCE_DELETE_IN_PROGRESS statusReason=1.. createdTimeStamp=#0.. parentSourceIdentifier=1..2048
S3TablesIntegration datasourceName=1..256 datasourceType=1..256
ScheduledQueryDestination destinationType=S3 status=IN_PROGRESS|CLIENT_ERROR|FAILED|COMPLETE
ScheduledQuerySummary name=1..255 state=ENABLED|DISABLED lastTriggeredTime=#0.. lastExecutionStatus=Running|InvalidQuery|Complete|Failed|Timeout scheduleExpression=..256 timezone=1.. creationTime=#0.. lastUpdatedTime=#0..
SearchedLogStream logStreamName=1..512
SplitStringEntry source=1..128 delimiter=1..128
StartQueryResponse queryId=1..256
SubscriptionFilter filterName=1..512 logGroupName=1..512 filterPattern=..1024 destinationArn=1.. roleArn=1.. distribution=Random|ByLogStream creationTime=#0.. fieldSelectionCriteria=..2000
SubstituteStringEntry source=1..128 from=1..128 to=1..128
TransformedLogRecord eventMessage=1.. transformedEventMessage=1..
TriggerHistoryRecord queryId=1..256 executionStatus=Running|InvalidQuery|Complete|Failed|Timeout triggeredTimestamp=#0..
TrimString withKeys=[]1..
TypeConverterEntry key=1..128 type=boolean|integer|double|string
UpdateLookupTableResponse lastUpdatedTime=#0..
UpdateScheduledQueryResponse name=1..255 description=..1024 queryLanguage=CWLI|SQL|PPL queryString=..10000 logGroupIdentifiers=[]1..2048 scheduleExpression=..256 timezone=1.. state=ENABLED|DISABLED lastTriggeredTime=#0.. lastExecutionStatus=Running|InvalidQuery|Complete|Failed|Timeout scheduleStartTime=#0.. scheduleEndTime=#0.. executionRoleArn=1.. creationTime=#0.. lastUpdatedTime=#0..
UpperCaseString withKeys=[]1..
`;
