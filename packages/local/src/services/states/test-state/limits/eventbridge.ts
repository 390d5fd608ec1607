/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const eventbridge = `
ApiDestination ApiDestinationArn=1..1600 Name=1..64 ApiDestinationState=ACTIVE|INACTIVE ConnectionArn=1..1600 InvocationEndpoint=1..2048 HttpMethod=POST|GET|HEAD|OPTIONS|PUT|PATCH|DELETE InvocationRateLimitPerSecond=#1..
AppSyncParameters GraphQLOperation=1..1048576
Archive ArchiveName=1..48 EventSourceArn=1..1600 State=ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED StateReason=..512 RetentionDays=#0..
AwsVpcConfiguration AssignPublicIp=ENABLED|DISABLED
CancelReplayResponse ReplayArn=1..1600 State=STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED StateReason=..512
CapacityProviderStrategyItem capacityProvider=1..255 weight=#0..1000 base=#0..100000
Connection ConnectionArn=1..1600 Name=1..64 ConnectionState=CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY StateReason=..512 AuthorizationType=BASIC|OAUTH_CLIENT_CREDENTIALS|API_KEY
ConnectionApiKeyAuthResponseParameters ApiKeyName=1..512
ConnectionBasicAuthResponseParameters Username=1..512
ConnectionHeaderParameter Key=..512 Value=..512
ConnectionOAuthClientResponseParameters ClientID=1..512
ConnectionOAuthResponseParameters AuthorizationEndpoint=1..2048 HttpMethod=GET|POST|PUT
ConnectionQueryStringParameter Key=..512 Value=..512
CreateApiDestinationResponse ApiDestinationArn=1..1600 ApiDestinationState=ACTIVE|INACTIVE
CreateArchiveResponse ArchiveArn=1..1600 State=ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED StateReason=..512
CreateConnectionResponse ConnectionArn=1..1600 ConnectionState=CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY
CreateEndpointResponse Name=1..64 Arn=1..1600 RoleArn=1..256 State=ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED
CreateEventBusResponse Description=..512 KmsKeyIdentifier=..2048
DeadLetterConfig Arn=1..1600
DeauthorizeConnectionResponse ConnectionArn=1..1600 ConnectionState=CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY
DeleteConnectionResponse ConnectionArn=1..1600 ConnectionState=CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY
DescribeApiDestinationResponse ApiDestinationArn=1..1600 Name=1..64 Description=..512 ApiDestinationState=ACTIVE|INACTIVE ConnectionArn=1..1600 InvocationEndpoint=1..2048 HttpMethod=POST|GET|HEAD|OPTIONS|PUT|PATCH|DELETE InvocationRateLimitPerSecond=#1..
DescribeArchiveResponse ArchiveArn=1..1600 ArchiveName=1..48 EventSourceArn=1..1600 Description=..512 EventPattern=..4096 State=ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED StateReason=..512 KmsKeyIdentifier=..2048 RetentionDays=#0..
DescribeConnectionResourceParameters ResourceConfigurationArn=..2048 ResourceAssociationArn=17..2048
DescribeConnectionResponse ConnectionArn=1..1600 Name=1..64 Description=..512 ConnectionState=CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY StateReason=..512 AuthorizationType=BASIC|OAUTH_CLIENT_CREDENTIALS|API_KEY SecretArn=20..2048 KmsKeyIdentifier=..2048
DescribeEndpointResponse Name=1..64 Description=..512 Arn=1..1600 RoleArn=1..256 EndpointId=1..50 EndpointUrl=1..256 State=ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED StateReason=1..512
DescribeEventBusResponse Description=..512 KmsKeyIdentifier=..2048
DescribeEventSourceResponse State=PENDING|ACTIVE|DELETED
DescribeReplayResponse ReplayName=1..64 ReplayArn=1..1600 Description=..512 State=STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED StateReason=..512 EventSourceArn=1..1600
DescribeRuleResponse Name=1..64 Arn=1..1600 EventPattern=..4096 ScheduleExpression=..256 State=ENABLED|DISABLED|ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS Description=..512 RoleArn=1..1600 ManagedBy=1..128 EventBusName=1..256 CreatedBy=1..128
EcsParameters TaskDefinitionArn=1..1600 TaskCount=#1.. LaunchType=EC2|FARGATE|EXTERNAL PropagateTags=TASK_DEFINITION ReferenceId=..1024
Endpoint Name=1..64 Description=..512 Arn=1..1600 RoleArn=1..256 EndpointId=1..50 EndpointUrl=1..256 State=ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED StateReason=1..512
EndpointEventBus EventBusArn=1..512
EventBus Description=..512
EventSource State=PENDING|ACTIVE|DELETED
HttpParameters HeaderParameters=[]..512 QueryStringParameters=[]..512
InputTransformer InputPathsMap=[]..256 InputTemplate=1..8192
KinesisParameters PartitionKeyPath=..256
ListApiDestinationsResponse NextToken=1..2048
ListArchivesResponse NextToken=1..2048
ListConnectionsResponse NextToken=1..2048
ListEndpointsResponse NextToken=1..2048
ListEventBusesResponse NextToken=1..2048
ListEventSourcesResponse NextToken=1..2048
ListPartnerEventSourceAccountsResponse NextToken=1..2048
ListPartnerEventSourcesResponse NextToken=1..2048
ListReplaysResponse NextToken=1..2048
ListRuleNamesByTargetResponse RuleNames=[]1..64 NextToken=1..2048
ListRulesResponse NextToken=1..2048
ListTargetsByRuleResponse NextToken=1..2048
LogConfig IncludeDetail=NONE|FULL Level=OFF|ERROR|INFO|TRACE
PartnerEventSourceAccount Account=12..12 State=PENDING|ACTIVE|DELETED
PlacementConstraint type=distinctInstance|memberOf expression=..2000
PlacementStrategy type=random|spread|binpack field=..255
Primary HealthCheck=1..1600
PutEventsResultEntry EventId=..64
PutPartnerEventsResultEntry EventId=..64
PutRuleResponse RuleArn=1..1600
PutTargetsResultEntry TargetId=1..64
RedshiftDataParameters SecretManagerArn=1..1600 Database=1..64 DbUser=1..128 Sql=1..100000 StatementName=1..500 Sqls=[]1..100000
RemoveTargetsResultEntry TargetId=1..64
Replay ReplayName=1..64 EventSourceArn=1..1600 State=STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED StateReason=..512
ReplayDestination Arn=1..1600 FilterArns=[]1..1600
ReplicationConfig State=ENABLED|DISABLED
RetryPolicy MaximumRetryAttempts=#0..185 MaximumEventAgeInSeconds=#60..86400
Rule Name=1..64 Arn=1..1600 EventPattern=..4096 State=ENABLED|DISABLED|ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS Description=..512 ScheduleExpression=..256 RoleArn=1..1600 ManagedBy=1..128 EventBusName=1..256
RunCommandTarget Key=1..128 Values=[]1..256
SageMakerPipelineParameter Name=1..256 Value=..1024
Secondary Route=9..20
SqsParameters MessageGroupId=..100
StartReplayResponse ReplayArn=1..1600 State=STARTING|RUNNING|CANCELLING|COMPLETED|CANCELLED|FAILED StateReason=..512
Tag Key=1..128 Value=..256
Target Id=1..64 Arn=1..1600 RoleArn=1..1600 Input=..8192 InputPath=..256
UpdateApiDestinationResponse ApiDestinationArn=1..1600 ApiDestinationState=ACTIVE|INACTIVE
UpdateArchiveResponse ArchiveArn=1..1600 State=ENABLED|DISABLED|CREATING|UPDATING|CREATE_FAILED|UPDATE_FAILED StateReason=..512
UpdateConnectionResponse ConnectionArn=1..1600 ConnectionState=CREATING|UPDATING|DELETING|AUTHORIZED|DEAUTHORIZED|AUTHORIZING|DEAUTHORIZING|ACTIVE|FAILED_CONNECTIVITY
UpdateEndpointResponse Name=1..64 Arn=1..1600 RoleArn=1..256 EndpointId=1..50 EndpointUrl=1..256 State=ACTIVE|CREATING|UPDATING|DELETING|CREATE_FAILED|UPDATE_FAILED|DELETE_FAILED
UpdateEventBusResponse Name=1..256 KmsKeyIdentifier=..2048 Description=..512
`;
