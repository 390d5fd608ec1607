/** Written by `npm run docs:limits`, from botocore==1.43.11. */
export const cloudwatch = `
AlarmContributor ContributorId=1..16 ContributorAttributes=[]1..1024 StateReason=..1023
AlarmHistoryItem AlarmName=1..255 AlarmContributorId=1..16 AlarmType=CompositeAlarm|MetricAlarm HistoryItemType=ConfigurationUpdate|StateUpdate|Action|AlarmContributorStateUpdate|AlarmContributorAction HistorySummary=1..255 HistoryData=1..4095 AlarmContributorAttributes=[]1..1024
AlarmMuteRuleSummary AlarmMuteRuleArn=1..1600 Status=SCHEDULED|ACTIVE|EXPIRED
AlarmPromQLCriteria Query=1..10000 PendingPeriod=#0..86400 RecoveryPeriod=#0..86400
AnomalyDetector Namespace=1..255 MetricName=1..255 Stat=..50 StateValue=PENDING_TRAINING|TRAINED_INSUFFICIENT_DATA|TRAINED
AnomalyDetectorConfiguration MetricTimezone=..50
CompositeAlarm AlarmActions=[]1..1024 AlarmArn=1..1600 AlarmDescription=..1024 AlarmName=1..255 AlarmRule=1..10240 InsufficientDataActions=[]1..1024 OKActions=[]1..1024 StateReason=..1023 StateReasonData=..4000 StateValue=OK|ALARM|INSUFFICIENT_DATA ActionsSuppressedBy=WaitPeriod|ExtensionPeriod|Alarm ActionsSuppressedReason=..1024 ActionsSuppressor=1..1600
Datapoint Unit=Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|Bytes/Second|Kilobytes/Second|Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|Kilobits/Second|Megabits/Second|Gigabits/Second|Terabits/Second|Count/Second|None
Dimension Name=1..255 Value=1..1024
GetAlarmMuteRuleOutput Name=1..255 AlarmMuteRuleArn=1..1600 Description=..1024 Status=SCHEDULED|ACTIVE|EXPIRED
GetMetricStreamOutput Arn=1..1024 Name=1..255 FirehoseArn=1..1024 RoleArn=1..1024 OutputFormat=json|opentelemetry0.7|opentelemetry1.0
GetOTelEnrichmentOutput Status=Running|Stopped
InsightRule Name=1..128 State=1..32 Definition=1..8192
ListMetricsOutput OwningAccounts=[]1..255
ManagedRuleDescription TemplateName=1..128 ResourceARN=1..1024
ManagedRuleState RuleName=1..128 State=1..32
Metric Namespace=1..255 MetricName=1..255
MetricAlarm AlarmName=1..255 AlarmArn=1..1600 AlarmDescription=..1024 OKActions=[]1..1024 AlarmActions=[]1..1024 InsufficientDataActions=[]1..1024 StateValue=OK|ALARM|INSUFFICIENT_DATA StateReason=..1023 StateReasonData=..4000 MetricName=1..255 Namespace=1..255 Statistic=SampleCount|Average|Sum|Minimum|Maximum Period=#1.. Unit=Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|Bytes/Second|Kilobytes/Second|Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|Kilobits/Second|Megabits/Second|Gigabits/Second|Terabits/Second|Count/Second|None EvaluationPeriods=#1.. DatapointsToAlarm=#1.. ComparisonOperator=GreaterThanOrEqualToThreshold|GreaterThanThreshold|LessThanThreshold|LessThanOrEqualToThreshold|LessThanLowerOrGreaterThanUpperThreshold|LessThanLowerThreshold|GreaterThanUpperThreshold TreatMissingData=1..255 EvaluateLowSampleCountPercentile=1..255 ThresholdMetricId=1..255 EvaluationState=PARTIAL_DATA|EVALUATION_FAILURE|EVALUATION_ERROR EvaluationInterval=#10..3600
MetricDataQuery Id=1..255 Expression=1..2048 Period=#1.. AccountId=1..255
MetricDataResult Id=1..255 StatusCode=Complete|InternalError|PartialData|Forbidden
MetricStat Period=#1.. Unit=Seconds|Microseconds|Milliseconds|Bytes|Kilobytes|Megabytes|Gigabytes|Terabytes|Bits|Kilobits|Megabits|Gigabits|Terabits|Percent|Count|Bytes/Second|Kilobytes/Second|Megabytes/Second|Gigabytes/Second|Terabytes/Second|Bits/Second|Kilobits/Second|Megabits/Second|Gigabits/Second|Terabits/Second|Count/Second|None
MetricStreamEntry Arn=1..1024 Name=1..255 FirehoseArn=1..1024 OutputFormat=json|opentelemetry0.7|opentelemetry1.0
MetricStreamFilter Namespace=1..255 MetricNames=[]1..255
MetricStreamStatisticsMetric Namespace=1..255 MetricName=1..255
MuteTargets AlarmNames=[]1..255
PutMetricStreamOutput Arn=1..1024
Schedule Expression=1..256 Duration=1..50 Timezone=1..50
SingleMetricAnomalyDetector AccountId=1..255 Namespace=1..255 MetricName=1..255 Stat=..50
Tag Key=1..128 Value=..256
`;
