/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const lambda = `
AccountLimit UnreservedConcurrentExecutions=#0..
AliasConfiguration AliasArn=..10000 Name=1..128 FunctionVersion=1..1024 Description=..256
AliasRoutingConfiguration AdditionalVersionWeights=[]#0..1
AmazonManagedKafkaEventSourceConfig ConsumerGroupId=1..200
CallbackDetails CallbackId=1..1024 Result=..6291456
CallbackStartedDetails CallbackId=1..1024 HeartbeatTimeout=#0.. Timeout=#0..
CapacityProvider CapacityProviderArn=1..140 State=Pending|Active|Failed|Deleting
CapacityProviderScalingConfig MaxVCpuCount=#2..15000 ScalingMode=Auto|Manual
ChainedInvokeDetails Result=..6291456
ChainedInvokeStartedDetails FunctionName=1..256 TenantId=1..256 ExecutedVersion=1..1024 DurableExecutionArn=1..1024
CheckpointDurableExecutionResponse CheckpointToken=1..2048
CodeSigningConfig CodeSigningConfigArn=..200 Description=..256
CodeSigningPolicies UntrustedArtifactOnDeployment=Warn|Enforce
Concurrency ReservedConcurrentExecutions=#0..
ContextDetails Result=..6291456
Cors AllowHeaders=[]..1024 AllowMethods=[]..6 AllowOrigins=[]1..253 ExposeHeaders=[]..1024 MaxAge=#0..86400
CreateFunctionUrlConfigResponse FunctionUrl=40..100 FunctionArn=..10000 AuthType=NONE|AWS_IAM InvokeMode=BUFFERED|RESPONSE_STREAM
DocumentDBEventSourceConfig DatabaseName=1..63 CollectionName=1..57 FullDocument=UpdateLookup|Default
DurableConfig RetentionPeriodInDays=#1..90 ExecutionTimeout=#1..31622400
EphemeralStorage Size=#512..10240
Event EventType=ExecutionStarted|ExecutionSucceeded|ExecutionFailed|ExecutionTimedOut|ExecutionStopped|ContextStarted|ContextSucceeded|ContextFailed|WaitStarted|WaitSucceeded|WaitCancelled|StepStarted|StepSucceeded|StepFailed|ChainedInvokeStarted|ChainedInvokeSucceeded|ChainedInvokeFailed|ChainedInvokeTimedOut|ChainedInvokeStopped|CallbackStarted|CallbackSucceeded|CallbackFailed|CallbackTimedOut|InvocationCompleted SubType=1..32 EventId=#1.. Id=1..64 Name=1..256 ParentId=1..64
EventInput Payload=..6291456
EventResult Payload=..6291456
EventSourceMappingConfiguration StartingPosition=TRIM_HORIZON|LATEST|AT_TIMESTAMP BatchSize=#1..10000 MaximumBatchingWindowInSeconds=#0..300 ParallelizationFactor=#1..10 FunctionArn=..10000 Topics=[]1..249 Queues=[]1..1000 MaximumRecordAgeInSeconds=#-1..604800 MaximumRetryAttempts=#-1..10000 TumblingWindowInSeconds=#0..900 FunctionResponseTypes=[]ReportBatchItemFailures EventSourceMappingArn=85..120
EventSourceMappingLoggingConfig SystemLogLevel=DEBUG|INFO|WARN
EventSourceMappingMetricsConfig Metrics=[]EventCount|ErrorCount|KafkaMetrics
Execution DurableExecutionArn=1..1024 DurableExecutionName=1..64 FunctionArn=..10000 Status=RUNNING|SUCCEEDED|FAILED|TIMED_OUT|STOPPED
ExecutionDetails InputPayload=..6291456
ExecutionStartedDetails ExecutionTimeout=#0..
FileSystemConfig Arn=..256 LocalMountPath=..160
Filter Pattern=..4096
FilterCriteriaError ErrorCode=10..50 Message=10..2048
FunctionConfiguration FunctionName=1..256 FunctionArn=..10000 Runtime=nodejs|nodejs4.3|nodejs6.10|nodejs8.10|nodejs10.x|nodejs12.x|nodejs14.x|nodejs16.x|java8|java8.al2|java11|python2.7|python3.6|python3.7|python3.8|python3.9|dotnetcore1.0|dotnetcore2.0|dotnetcore2.1|dotnetcore3.1|dotnet6|dotnet8|nodejs4.3-edge|go1.x|ruby2.5|ruby2.7|provided|provided.al2|nodejs18.x|python3.10|java17|ruby3.2|ruby3.3|ruby3.4|python3.11|nodejs20.x|provided.al2023|python3.12|java21|python3.13|nodejs22.x|nodejs24.x|python3.14|java25|dotnet10|ruby4.0 Handler=..128 Description=..256 Timeout=#1.. MemorySize=#128..32768 Version=1..1024 MasterArn=..10000 State=Pending|Active|Inactive|Failed|Deactivating|Deactivated|ActiveNonInvocable|Deleting StateReasonCode=Idle|Creating|Restoring|EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|FunctionError|DrainingDurableExecutions|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|DisallowedByVpcEncryptionControl LastUpdateStatus=Successful|Failed|InProgress LastUpdateStatusReasonCode=EniLimitExceeded|InsufficientRolePermissions|InvalidConfiguration|InternalError|SubnetOutOfIPAddresses|InvalidSubnet|InvalidSecurityGroup|ImageDeleted|ImageAccessDenied|InvalidImage|KMSKeyAccessDenied|KMSKeyNotFound|InvalidStateKMSKey|DisabledKMSKey|EFSIOError|EFSMountConnectivityError|EFSMountFailure|EFSMountTimeout|InvalidRuntime|InvalidZipFileException|FunctionError|VcpuLimitExceeded|CapacityProviderScalingLimitExceeded|InsufficientCapacity|EC2RequestLimitExceeded|FunctionError.InitTimeout|FunctionError.RuntimeInitError|FunctionError.ExtensionInitError|FunctionError.InvalidEntryPoint|FunctionError.InvalidWorkingDirectory|FunctionError.PermissionDenied|FunctionError.TooManyExtensions|FunctionError.InitResourceExhausted|DisallowedByVpcEncryptionControl PackageType=Zip|Image Architectures=[]x86_64|arm64
FunctionEventInvokeConfig FunctionArn=..10000 MaximumRetryAttempts=#0..2 MaximumEventAgeInSeconds=#60..21600
FunctionScalingConfig MinExecutionEnvironments=#0..15000 MaxExecutionEnvironments=#0..15000
FunctionUrlConfig FunctionUrl=40..100 FunctionArn=..10000 AuthType=NONE|AWS_IAM InvokeMode=BUFFERED|RESPONSE_STREAM
FunctionVersionsByCapacityProviderListItem FunctionArn=..10000 State=Pending|Active|Inactive|Failed|Deactivating|Deactivated|ActiveNonInvocable|Deleting
GetDurableExecutionResponse DurableExecutionArn=1..1024 DurableExecutionName=1..64 FunctionArn=..10000 InputPayload=..6291456 Result=..6291456 Status=RUNNING|SUCCEEDED|FAILED|TIMED_OUT|STOPPED Version=1..1024
GetFunctionCodeSigningConfigResponse CodeSigningConfigArn=..200 FunctionName=1..140
GetFunctionConcurrencyResponse ReservedConcurrentExecutions=#0..
GetFunctionRecursionConfigResponse RecursiveLoop=Allow|Terminate
GetFunctionScalingConfigResponse FunctionArn=..10000
GetFunctionUrlConfigResponse FunctionUrl=40..100 FunctionArn=..10000 AuthType=NONE|AWS_IAM InvokeMode=BUFFERED|RESPONSE_STREAM
GetLayerVersionResponse LayerArn=1..140 LayerVersionArn=1..140 Description=..256 CompatibleRuntimes=[]nodejs|nodejs4.3|nodejs6.10|nodejs8.10|nodejs10.x|nodejs12.x|nodejs14.x|nodejs16.x|java8|java8.al2|java11|python2.7|python3.6|python3.7|python3.8|python3.9|dotnetcore1.0|dotnetcore2.0|dotnetcore2.1|dotnetcore3.1|dotnet6|dotnet8|nodejs4.3-edge|go1.x|ruby2.5|ruby2.7|provided|provided.al2|nodejs18.x|python3.10|java17|ruby3.2|ruby3.3|ruby3.4|python3.11|nodejs20.x|provided.al2023|python3.12|java21|python3.13|nodejs22.x|nodejs24.x|python3.14|java25|dotnet10|ruby4.0 LicenseInfo=..512 CompatibleArchitectures=[]x86_64|arm64
GetProvisionedConcurrencyConfigResponse RequestedProvisionedConcurrentExecutions=#1.. AvailableProvisionedConcurrentExecutions=#0.. AllocatedProvisionedConcurrentExecutions=#0.. Status=IN_PROGRESS|READY|FAILED
GetRuntimeManagementConfigResponse UpdateRuntimeOn=Auto|Manual|FunctionUpdate RuntimeVersionArn=26..2048 FunctionArn=..10000
ImageConfig WorkingDirectory=..1000
InstanceRequirements Architectures=[]x86_64|arm64 AllowedInstanceTypes=[]1..30 ExcludedInstanceTypes=[]1..30
InvocationResponse ExecutedVersion=1..1024 DurableExecutionArn=1..1024
InvokeWithResponseStreamResponse ExecutedVersion=1..1024
KafkaSchemaRegistryAccessConfig Type=BASIC_AUTH|CLIENT_CERTIFICATE_TLS_AUTH|SERVER_ROOT_CA_CERTIFICATE
KafkaSchemaRegistryConfig SchemaRegistryURI=1..10000 EventRecordFormat=JSON|SOURCE
KafkaSchemaValidationConfig Attribute=KEY|VALUE
LambdaManagedInstancesCapacityProviderConfig CapacityProviderArn=1..140 PerExecutionEnvironmentMaxConcurrency=#1..1600 ExecutionEnvironmentMemoryGiBPerVCpu=#2..8
Layer Arn=1..140
LayerVersionsListItem LayerVersionArn=1..140 Description=..256 CompatibleRuntimes=[]nodejs|nodejs4.3|nodejs6.10|nodejs8.10|nodejs10.x|nodejs12.x|nodejs14.x|nodejs16.x|java8|java8.al2|java11|python2.7|python3.6|python3.7|python3.8|python3.9|dotnetcore1.0|dotnetcore2.0|dotnetcore2.1|dotnetcore3.1|dotnet6|dotnet8|nodejs4.3-edge|go1.x|ruby2.5|ruby2.7|provided|provided.al2|nodejs18.x|python3.10|java17|ruby3.2|ruby3.3|ruby3.4|python3.11|nodejs20.x|provided.al2023|python3.12|java21|python3.13|nodejs22.x|nodejs24.x|python3.14|java25|dotnet10|ruby4.0 LicenseInfo=..512 CompatibleArchitectures=[]x86_64|arm64
LayersListItem LayerName=1..140 LayerArn=1..140
ListFunctionVersionsByCapacityProviderResponse CapacityProviderArn=1..140
ListFunctionsByCodeSigningConfigResponse FunctionArns=[]..10000
LoggingConfig LogFormat=JSON|Text ApplicationLogLevel=TRACE|DEBUG|INFO|WARN|ERROR|FATAL SystemLogLevel=DEBUG|INFO|WARN LogGroup=1..512
OnFailure Destination=..350
OnSuccess Destination=..350
Operation Id=1..64 ParentId=1..64 Name=1..256 Type=EXECUTION|CONTEXT|STEP|WAIT|CALLBACK|CHAINED_INVOKE SubType=1..32 Status=STARTED|PENDING|READY|SUCCEEDED|FAILED|CANCELLED|TIMED_OUT|STOPPED
ProvisionedConcurrencyConfigListItem FunctionArn=..10000 RequestedProvisionedConcurrentExecutions=#1.. AvailableProvisionedConcurrentExecutions=#0.. AllocatedProvisionedConcurrentExecutions=#0.. Status=IN_PROGRESS|READY|FAILED
ProvisionedPollerConfig MinimumPollers=#1..200 MaximumPollers=#1..2000 PollerGroupName=..128
PublishLayerVersionResponse LayerArn=1..140 LayerVersionArn=1..140 Description=..256 CompatibleRuntimes=[]nodejs|nodejs4.3|nodejs6.10|nodejs8.10|nodejs10.x|nodejs12.x|nodejs14.x|nodejs16.x|java8|java8.al2|java11|python2.7|python3.6|python3.7|python3.8|python3.9|dotnetcore1.0|dotnetcore2.0|dotnetcore2.1|dotnetcore3.1|dotnet6|dotnet8|nodejs4.3-edge|go1.x|ruby2.5|ruby2.7|provided|provided.al2|nodejs18.x|python3.10|java17|ruby3.2|ruby3.3|ruby3.4|python3.11|nodejs20.x|provided.al2023|python3.12|java21|python3.13|nodejs22.x|nodejs24.x|python3.14|java25|dotnet10|ruby4.0 LicenseInfo=..512 CompatibleArchitectures=[]x86_64|arm64
PutFunctionCodeSigningConfigResponse CodeSigningConfigArn=..200 FunctionName=1..140
PutFunctionRecursionConfigResponse RecursiveLoop=Allow|Terminate
PutFunctionScalingConfigResponse FunctionState=Pending|Active|Inactive|Failed|Deactivating|Deactivated|ActiveNonInvocable|Deleting
PutProvisionedConcurrencyConfigResponse RequestedProvisionedConcurrentExecutions=#1.. AvailableProvisionedConcurrentExecutions=#0.. AllocatedProvisionedConcurrentExecutions=#0.. Status=IN_PROGRESS|READY|FAILED
PutRuntimeManagementConfigResponse UpdateRuntimeOn=Auto|Manual|FunctionUpdate FunctionArn=..10000 RuntimeVersionArn=26..2048
RetryDetails CurrentAttempt=#0.. NextAttemptDelaySeconds=#0..
RuntimeVersionConfig RuntimeVersionArn=26..2048
ScalingConfig MaximumConcurrency=#2..1000
SelfManagedKafkaEventSourceConfig ConsumerGroupId=1..200
SnapStartResponse ApplyOn=PublishedVersions|None OptimizationStatus=On|Off
SourceAccessConfiguration Type=BASIC_AUTH|VPC_SUBNET|VPC_SECURITY_GROUP|SASL_SCRAM_512_AUTH|SASL_SCRAM_256_AUTH|VIRTUAL_HOST|CLIENT_CERTIFICATE_TLS_AUTH|SERVER_ROOT_CA_CERTIFICATE URI=1..200
StepDetails Attempt=#0.. Result=..6291456
TagsError ErrorCode=10..21 Message=84..1000
TargetTrackingScalingPolicy PredefinedMetricType=LambdaCapacityProviderAverageCPUUtilization TargetValue=#0..100
TenancyConfig TenantIsolationMode=PER_TENANT
TraceHeader XAmznTraceId=..8192
TracingConfigResponse Mode=Active|PassThrough
UpdateFunctionUrlConfigResponse FunctionUrl=40..100 FunctionArn=..10000 AuthType=NONE|AWS_IAM InvokeMode=BUFFERED|RESPONSE_STREAM
WaitStartedDetails Duration=#0..
WaitSucceededDetails Duration=#0..
`;
