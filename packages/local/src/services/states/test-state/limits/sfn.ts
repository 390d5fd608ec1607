/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const sfn = `
ActivityFailedEventDetails error=..256 cause=..32768
ActivityListItem activityArn=1..256 name=1..80
ActivityScheduleFailedEventDetails error=..256 cause=..32768
ActivityScheduledEventDetails resource=1..256 input=..262144
ActivityStartedEventDetails workerName=..256
ActivitySucceededEventDetails output=..262144
ActivityTimedOutEventDetails error=..256 cause=..32768
BillingDetails billedMemoryUsedInMB=#0.. billedDurationInMilliseconds=#0..
CloudWatchLogsLogGroup logGroupArn=1..256
CreateActivityOutput activityArn=1..256
CreateStateMachineAliasOutput stateMachineAliasArn=1..256
CreateStateMachineOutput stateMachineArn=1..256 stateMachineVersionArn=1..256
DescribeActivityOutput activityArn=1..256 name=1..80
DescribeExecutionOutput executionArn=1..256 stateMachineArn=1..256 name=1..80 status=RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE input=..262144 output=..262144 traceHeader=..256 mapRunArn=1..2000 error=..256 cause=..32768 stateMachineVersionArn=1..256 stateMachineAliasArn=1..256 redriveStatus=REDRIVABLE|NOT_REDRIVABLE|REDRIVABLE_BY_MAP_RUN redriveStatusReason=..262144
DescribeMapRunOutput mapRunArn=1..2000 executionArn=1..256 status=RUNNING|SUCCEEDED|FAILED|ABORTED maxConcurrency=#0.. toleratedFailurePercentage=#0..100 toleratedFailureCount=#0..
DescribeStateMachineAliasOutput stateMachineAliasArn=1..256 name=1..80 description=..256
DescribeStateMachineForExecutionOutput stateMachineArn=1..256 name=1..80 definition=1..1048576 roleArn=1..256 mapRunArn=1..2000
DescribeStateMachineOutput stateMachineArn=1..256 name=1..80 status=ACTIVE|DELETING definition=1..1048576 roleArn=1..256 type=STANDARD|EXPRESS description=..256
EncryptionConfiguration kmsKeyId=1..2048 kmsDataKeyReusePeriodSeconds=#60..900 type=AWS_OWNED_KEY|CUSTOMER_MANAGED_KMS_KEY
EvaluationFailedEventDetails error=..256 cause=..32768 location=..256 state=1..80
ExecutionAbortedEventDetails error=..256 cause=..32768
ExecutionFailedEventDetails error=..256 cause=..32768
ExecutionListItem executionArn=1..256 stateMachineArn=1..256 name=1..80 status=RUNNING|SUCCEEDED|FAILED|TIMED_OUT|ABORTED|PENDING_REDRIVE mapRunArn=1..2000 itemCount=#0.. stateMachineVersionArn=1..256 stateMachineAliasArn=1..256
ExecutionStartedEventDetails input=..262144 roleArn=1..256 stateMachineAliasArn=1..256 stateMachineVersionArn=1..256
ExecutionSucceededEventDetails output=..262144
ExecutionTimedOutEventDetails error=..256 cause=..32768
GetActivityTaskOutput taskToken=1..2048 input=..1048576
GetExecutionHistoryOutput nextToken=1..1024
HistoryEvent type=ActivityFailed|ActivityScheduled|ActivityScheduleFailed|ActivityStarted|ActivitySucceeded|ActivityTimedOut|ChoiceStateEntered|ChoiceStateExited|ExecutionAborted|ExecutionFailed|ExecutionStarted|ExecutionSucceeded|ExecutionTimedOut|FailStateEntered|LambdaFunctionFailed|LambdaFunctionScheduled|LambdaFunctionScheduleFailed|LambdaFunctionStarted|LambdaFunctionStartFailed|LambdaFunctionSucceeded|LambdaFunctionTimedOut|MapIterationAborted|MapIterationFailed|MapIterationStarted|MapIterationSucceeded|MapStateAborted|MapStateEntered|MapStateExited|MapStateFailed|MapStateStarted|MapStateSucceeded|ParallelStateAborted|ParallelStateEntered|ParallelStateExited|ParallelStateFailed|ParallelStateStarted|ParallelStateSucceeded|PassStateEntered|PassStateExited|SucceedStateEntered|SucceedStateExited|TaskFailed|TaskScheduled|TaskStarted|TaskStartFailed|TaskStateAborted|TaskStateEntered|TaskStateExited|TaskSubmitFailed|TaskSubmitted|TaskSucceeded|TaskTimedOut|WaitStateAborted|WaitStateEntered|WaitStateExited|MapRunAborted|MapRunFailed|MapRunStarted|MapRunSucceeded|ExecutionRedriven|MapRunRedriven|EvaluationFailed
InspectionData input=..262144 afterArguments=..262144 afterInputPath=..262144 afterParameters=..262144 result=..262144 afterResultSelector=..262144 afterResultPath=..262144 variables=..262144 afterItemsPath=..262144 afterItemSelector=..262144 afterItemBatcher=..262144 afterItemsPointer=..262144 toleratedFailureCount=#0.. toleratedFailurePercentage=#0..100 maxConcurrency=#0..
InspectionErrorDetails catchIndex=#0.. retryIndex=#0.. retryBackoffIntervalSeconds=#0..
LambdaFunctionFailedEventDetails error=..256 cause=..32768
LambdaFunctionScheduleFailedEventDetails error=..256 cause=..32768
LambdaFunctionScheduledEventDetails resource=1..256 input=..262144
LambdaFunctionStartFailedEventDetails error=..256 cause=..32768
LambdaFunctionSucceededEventDetails output=..262144
LambdaFunctionTimedOutEventDetails error=..256 cause=..32768
ListActivitiesOutput nextToken=1..1024
ListExecutionsOutput nextToken=1..3096
ListMapRunsOutput nextToken=1..1024
ListStateMachineAliasesOutput nextToken=1..1024
ListStateMachineVersionsOutput nextToken=1..1024
ListStateMachinesOutput nextToken=1..1024
LoggingConfiguration level=ALL|ERROR|FATAL|OFF
MapIterationEventDetails name=1..80 index=#0..
MapRunExecutionCounts pending=#0.. running=#0.. succeeded=#0.. failed=#0.. timedOut=#0.. aborted=#0.. total=#0.. resultsWritten=#0..
MapRunFailedEventDetails error=..256 cause=..32768
MapRunItemCounts pending=#0.. running=#0.. succeeded=#0.. failed=#0.. timedOut=#0.. aborted=#0.. total=#0.. resultsWritten=#0..
MapRunListItem executionArn=1..256 mapRunArn=1..2000 stateMachineArn=1..256
MapRunRedrivenEventDetails mapRunArn=1..2000
MapRunStartedEventDetails mapRunArn=1..2000
MapStateStartedEventDetails length=#0..
PublishStateMachineVersionOutput stateMachineVersionArn=1..256
RoutingConfigurationListItem stateMachineVersionArn=1..256 weight=#0..100
StartExecutionOutput executionArn=1..256
StartSyncExecutionOutput executionArn=1..256 stateMachineArn=1..256 name=1..80 status=SUCCEEDED|FAILED|TIMED_OUT error=..256 cause=..32768 input=..262144 output=..262144 traceHeader=..256
StateEnteredEventDetails name=1..80 input=..262144
StateExitedEventDetails name=1..80 output=..262144
StateMachineAliasListItem stateMachineAliasArn=1..2000
StateMachineListItem stateMachineArn=1..256 name=1..80 type=STANDARD|EXPRESS
StateMachineVersionListItem stateMachineVersionArn=1..2000
Tag key=1..128 value=..256
TaskCredentials roleArn=1..2000
TaskFailedEventDetails resourceType=1..80 resource=1..80 error=..256 cause=..32768
TaskScheduledEventDetails resourceType=1..80 resource=1..80 region=1..80 parameters=..262144
TaskStartFailedEventDetails resourceType=1..80 resource=1..80 error=..256 cause=..32768
TaskStartedEventDetails resourceType=1..80 resource=1..80
TaskSubmitFailedEventDetails resourceType=1..80 resource=1..80 error=..256 cause=..32768
TaskSubmittedEventDetails resourceType=1..80 resource=1..80 output=..262144
TaskSucceededEventDetails resourceType=1..80 resource=1..80 output=..262144
TaskTimedOutEventDetails resourceType=1..80 resource=1..80 error=..256 cause=..32768
TestStateOutput output=..262144 error=..256 cause=..32768 nextState=1..80 status=SUCCEEDED|FAILED|RETRIABLE|CAUGHT_ERROR
UpdateStateMachineOutput stateMachineVersionArn=1..256
ValidateStateMachineDefinitionDiagnostic severity=ERROR|WARNING
ValidateStateMachineDefinitionOutput result=OK|FAIL
`;
