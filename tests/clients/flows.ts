/** One command of an AWS CLI, and what its answer must show. */
export interface Flow {
  readonly does: string;
  /** Without the program and the endpoint; `$NAME` stands for something that is known only when the system runs. */
  readonly command: string;
  readonly shows: RegExp;
  /** The command ends with an error, which `shows` must match. */
  readonly fails?: true;
  /** Versions from which the CLI has the command or option: 1 for both, 2 for CLI v2 only, or `v1` for v1 only. */
  readonly only?: 'v1' | 'v2';
  /** The CLI names something by the second: the command begins in another than the one before it ended in. */
  readonly nextSecond?: true;
}

/** In order: a later command may use what an earlier one has made. `$DIR` is an empty folder with `photo.jpg` and `large.bin`. */
export const flows: readonly Flow[] = [
  { does: 'who am I', command: 'sts get-caller-identity', shows: /"Account": "000000000000"/ },
  {
    does: 'outputs of the stack',
    command: 'cloudformation describe-stacks --stack-name darkroom-dev',
    shows: /SourceBucketName/,
  },
  { does: 'buckets', command: 's3 ls', shows: /darkroom-dev-000000000000-source/ },
  { does: 'upload', command: 's3 cp $DIR/photo.jpg s3://$SOURCE/cli/a+b.jpg', shows: /upload: .* to s3:\/\// },
  { does: 'list', command: 's3 ls s3://$SOURCE/cli/', shows: /a\+b\.jpg/ },
  { does: 'multipart upload', command: 's3 cp $DIR/large.bin s3://$WORK/large.bin', shows: /upload: / },
  {
    does: 'multipart object has a multipart ETag',
    command: 's3api head-object --bucket $WORK --key large.bin',
    shows: /"ETag": "\\"[0-9a-f]{32}-\d+\\""/,
  },
  { does: 'multipart download', command: 's3 cp s3://$WORK/large.bin $DIR/again.bin', shows: /download: / },
  {
    does: 'range',
    command: 's3api get-object --bucket $WORK --key large.bin --range bytes=1-3 $DIR/range.bin',
    shows: /"ContentRange": "bytes 1-3\/20971520"/,
  },
  { does: 'sync', command: 's3 sync $DIR s3://$WORK/sync/ --exclude * --include *.jpg', shows: /upload: .*photo\.jpg/ },
  {
    does: 'tags',
    command: 's3api put-object-tagging --bucket $WORK --key large.bin --tagging TagSet=[{Key=kind,Value=test}]',
    shows: /^\s*(\{\s*"VersionId": "null"\s*\})?\s*$/,
  },
  { does: 'tags again', command: 's3api get-object-tagging --bucket $WORK --key large.bin', shows: /"Key": "kind"/ },
  { does: 'versions', command: 's3api list-object-versions --bucket $SOURCE --prefix cli/', shows: /"VersionId"/ },
  {
    does: 'conditional write',
    command: 's3api put-object --bucket $WORK --key large.bin --body $DIR/photo.jpg --if-none-match *',
    shows: /PreconditionFailed/,
    fails: true,
    only: 'v1',
  },
  {
    does: 'no such key',
    command: 's3api head-object --bucket $SOURCE --key nothing.jpg',
    shows: /\(404\)/,
    fails: true,
  },
  { does: 'presign', command: 's3 presign s3://$SOURCE/cli/a+b.jpg', shows: /X-Amz-Signature=|Signature=/ },
  { does: 'remove', command: 's3 rm s3://$WORK/sync/ --recursive', shows: /delete: / },
  { does: 'state machines', command: 'stepfunctions list-state-machines', shows: /darkroom-dev-image-processing/ },
  {
    does: 'start',
    command:
      'stepfunctions start-execution --state-machine-arn $IMAGE_PROCESSING --name $NAME --input file://$DIR/event.json',
    shows: /:from-v\d"/,
  },
  {
    does: 'the same name with other input',
    command: 'stepfunctions start-execution --state-machine-arn $IMAGE_PROCESSING --name $NAME --input {}',
    shows: /ExecutionAlreadyExists/,
    fails: true,
  },
  {
    does: 'executions',
    command: 'stepfunctions list-executions --state-machine-arn $IMAGE_PROCESSING',
    shows: /from-v\d/,
  },
  {
    does: 'history',
    command: 'stepfunctions get-execution-history --execution-arn $EXECUTIONS:$NAME --max-items 3',
    shows: /ExecutionStarted/,
  },
  {
    does: 'start and wait',
    command: 'stepfunctions start-sync-execution --state-machine-arn $IMAGE_METADATA --input {}',
    shows: /"status": "FAILED"/,
    only: 'v1',
  },
  {
    does: 'test a state',
    command:
      'stepfunctions test-state --definition {"Type":"Pass","End":true} --role-arn arn:aws:iam::000000000000:role/x --input {"a":1}',
    shows: /"status": "SUCCEEDED"/,
    only: 'v1',
  },
  {
    does: 'no such state machine',
    command: 'stepfunctions describe-state-machine --state-machine-arn $IMAGE_PROCESSING-not',
    shows: /StateMachineDoesNotExist/,
    fails: true,
  },
  { does: 'functions', command: 'lambda list-functions', shows: /darkroom-dev-image-inspect/ },
  {
    does: 'invoke',
    command:
      'lambda invoke --function-name darkroom-dev-image-inspect --payload fileb://$DIR/empty.json $DIR/answer.json',
    shows: /"FunctionError": "Unhandled"/,
  },
  { does: 'rules', command: 'events list-rules', shows: /darkroom-dev/ },
  {
    does: 'send an event',
    command: 'events put-events --entries file://$DIR/entries.json',
    shows: /"FailedEntryCount": 0/,
  },
  {
    does: 'test a pattern',
    command: 'events test-event-pattern --event-pattern file://$DIR/pattern.json --event file://$DIR/an-event.json',
    shows: /"Result": true/,
  },
  { does: 'tables', command: 'dynamodb list-tables', shows: /darkroom-dev-images/ },
  { does: 'a row', command: 'dynamodb scan --table-name darkroom-dev-images --limit 1', shows: /"Count": \d/ },
  { does: 'streams', command: 'dynamodbstreams list-streams', shows: /darkroom-dev-orders\/stream\// },
  { does: 'queues', command: 'sqs list-queues', shows: /darkroom-dev-print-jobs/ },
  {
    does: 'send a message',
    command: 'sqs send-message --queue-url $QUEUE --message-body hello',
    shows: /"MD5OfMessageBody": "5d41402abc4b2a76b9719d911017c592"/,
  },
  {
    does: 'receive it',
    command: 'sqs receive-message --queue-url $QUEUE --wait-time-seconds 2',
    shows: /"Body": "hello"/,
  },
  { does: 'topics', command: 'sns list-topics', shows: /darkroom-dev-/ },
  { does: 'publish', command: 'sns publish --topic-arn $TOPIC --message hello', shows: /"MessageId"/ },
  { does: 'log groups', command: 'logs describe-log-groups', shows: /\/aws\/lambda\/darkroom-dev-image-inspect/ },
  {
    does: 'log events',
    command: 'logs filter-log-events --log-group-name /aws/lambda/darkroom-dev-image-inspect --limit 5',
    shows: /REPORT|START|INIT|message/,
  },
  { does: 'tail', command: 'logs tail /aws/lambda/darkroom-dev-image-inspect --since 1h', shows: /REPORT/, only: 'v2' },
  {
    does: 'alarms',
    command: 'cloudwatch describe-alarms --alarm-name-prefix darkroom-dev-Image --max-records 5',
    shows: /"AlarmName": "darkroom-dev-Image/,
  },
  {
    does: 'set an alarm off',
    command: 'cloudwatch set-alarm-state --alarm-name $ALARM --state-value ALARM --state-reason Trying',
    shows: /^$/,
  },
  {
    does: 'its history',
    command: 'cloudwatch describe-alarm-history --alarm-name $ALARM --history-item-type StateUpdate',
    shows: /"HistorySummary": "Alarm updated from \w+ to ALARM"/,
  },
  {
    does: 'no such alarm',
    command: 'cloudwatch set-alarm-state --alarm-name none --state-value OK --state-reason Trying',
    shows: /ResourceNotFound/,
    fails: true,
  },
  {
    does: 'a metric',
    command: 'cloudwatch put-metric-data --namespace $NAME --metric-name Tried --value 3 --dimensions by=cli',
    shows: /^$/,
  },
  { does: 'metrics', command: 'cloudwatch list-metrics --namespace $NAME', shows: /"MetricName": "Tried"/ },
  {
    does: 'its values',
    command:
      'cloudwatch get-metric-statistics --namespace $NAME --metric-name Tried --dimensions Name=by,Value=cli --start-time $EARLIER --end-time $LATER --period 3600 --statistics Sum',
    shows: /"Sum": 3/,
  },
  { does: 'dashboards', command: 'cloudwatch list-dashboards', shows: /"DashboardName": "darkroom-dev"/ },
  {
    does: 'what is not here says so',
    command: 'ec2 describe-instances',
    shows: /not part of this local system/,
    fails: true,
  },
];
