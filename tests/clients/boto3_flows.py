"""boto3 with its default settings: everything comes from the environment. Prints one line a flow, exits 1 if one fails."""

import datetime
import io
import json
import sys
import time
import urllib.request

import boto3
from botocore.exceptions import ClientError

names = json.loads(sys.argv[1])
flows = []


def flow(does):
    def add(run):
        flows.append((does, run))
        return run

    return add


def refused(code, call):
    try:
        call()
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"expected {code}")


s3 = boto3.client("s3")
dynamodb = boto3.resource("dynamodb")
states = boto3.client("stepfunctions")


@flow("upload, and the workflow develops it")
def _():
    s3.upload_file(names["photo"], names["source"], "boto3/ü b+c.jpg")
    table = dynamodb.Table(names["table"])
    for _ in range(600):
        row = table.get_item(Key={"key": "boto3/ü b+c.jpg"}).get("Item", {})
        if row.get("status") in ("READY", "REJECTED", "FAILED"):
            break
        time.sleep(0.2)
    assert row["status"] == "READY", row
    execution = states.describe_execution(executionArn=row["executionArn"])
    assert execution["stateMachineArn"] == names["machine"]
    for variant in row["manifest"]["variants"]:
        head = s3.head_object(Bucket=names["output"], Key=variant["key"])
        assert head["ContentLength"] == variant["bytes"], variant
        assert head["ContentType"] == variant["type"], variant


@flow("multipart upload and ranged download of 20 MB")
def _():
    body = bytes(range(256)) * 81920
    s3.upload_fileobj(io.BytesIO(body), names["work"], "boto3/large.bin")
    back = io.BytesIO()
    s3.download_fileobj(names["work"], "boto3/large.bin", back)
    assert back.getvalue() == body
    part = s3.get_object(Bucket=names["work"], Key="boto3/large.bin", Range="bytes=255-257")
    assert part["Body"].read() == bytes([255, 0, 1])


@flow("conditional requests")
def _():
    s3.put_object(Bucket=names["work"], Key="boto3/once", Body=b"1", IfNoneMatch="*")
    refused("PreconditionFailed", lambda: s3.put_object(Bucket=names["work"], Key="boto3/once", Body=b"2", IfNoneMatch="*"))


@flow("presigned upload and download")
def _():
    place = {"Bucket": names["work"], "Key": "boto3/presigned"}
    put = urllib.request.Request(s3.generate_presigned_url("put_object", Params=place), data=b"hello", method="PUT", headers={"Content-Type": ""})
    urllib.request.urlopen(put).read()
    assert urllib.request.urlopen(s3.generate_presigned_url("get_object", Params=place)).read() == b"hello"


@flow("a wrong secret is refused")
def _():
    stranger = boto3.client("s3", aws_secret_access_key="wrong", aws_access_key_id=names["key"])
    refused("SignatureDoesNotMatch", stranger.list_buckets)


@flow("a key with .. touches nothing but its own object")
def _():
    s3.put_object(Bucket=names["work"], Key="../../boto3/../escape", Body=b"x")
    keys = [item["Key"] for item in s3.list_objects_v2(Bucket=names["work"], Prefix="../")["Contents"]]
    assert keys == ["../../boto3/../escape"], keys


@flow("messages, topics and streams")
def _():
    sqs = boto3.client("sqs")
    queue = sqs.create_queue(QueueName="boto3")["QueueUrl"]
    topic = boto3.client("sns").create_topic(Name="boto3")["TopicArn"]
    arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": arn}]}
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": json.dumps(policy)})
    boto3.client("sns").subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    boto3.client("sns").publish(TopicArn=topic, Message="hello")
    messages = sqs.receive_message(QueueUrl=queue, WaitTimeSeconds=10)["Messages"]
    assert messages[0]["Body"] == "hello", messages
    streams = boto3.client("dynamodbstreams").list_streams()["Streams"]
    assert any(stream["TableName"] == "darkroom-dev-orders" for stream in streams), streams


@flow("alarms and metrics")
def _():
    cloudwatch = boto3.client("cloudwatch")
    cloudwatch.put_metric_alarm(AlarmName="boto3", Namespace="boto3", MetricName="Tried", Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=1, ComparisonOperator="GreaterThanThreshold", Dimensions=[{"Name": "by", "Value": "boto3"}])
    cloudwatch.set_alarm_state(AlarmName="boto3", StateValue="ALARM", StateReason="Trying")
    [alarm] = cloudwatch.describe_alarms(AlarmNames=["boto3"])["MetricAlarms"]
    assert alarm["StateValue"] == "ALARM" and alarm["StateUpdatedTimestamp"].year > 2000, alarm
    cloudwatch.delete_alarms(AlarmNames=["boto3"])
    now = datetime.datetime.now(datetime.timezone.utc)
    hour = datetime.timedelta(hours=1)
    cloudwatch.put_metric_data(Namespace="boto3", MetricData=[{"MetricName": "Tried", "Values": [1, 2], "Counts": [1, 3]}])
    query = {"Id": "all", "MetricStat": {"Metric": {"Namespace": "boto3", "MetricName": "Tried"}, "Period": 3600, "Stat": "Sum"}, "ReturnData": False}
    doubled = {"Id": "doubled", "Expression": "all * 2"}
    results = cloudwatch.get_metric_data(MetricDataQueries=[query, doubled], StartTime=now - hour, EndTime=now + hour)["MetricDataResults"]
    assert [result["Values"] for result in results] == [[14.0]], results
    try:
        cloudwatch.put_metric_alarm(AlarmName="boto3", Metrics=[{"Id": "band", "Expression": "ANOMALY_DETECTION_BAND(2)"}], EvaluationPeriods=1, Threshold=1, ComparisonOperator="GreaterThanThreshold")
        assert False, "was taken"
    except cloudwatch.exceptions.ClientError as error:
        assert "ANOMALY_DETECTION_BAND is not supported here" in str(error), error


@flow("logs of a function")
def _():
    events = boto3.client("logs").filter_log_events(logGroupName="/aws/lambda/darkroom-dev-image-inspect")["events"]
    assert any(event["message"].startswith("REPORT") for event in events)


@flow("start an Express workflow and wait, test a state")
def _():
    states = boto3.client("stepfunctions")
    machine = names["machine"].replace("image-processing", "image-metadata")
    assert states.start_sync_execution(stateMachineArn=machine, input="{}")["status"] == "FAILED"
    tested = states.test_state(definition='{"Type":"Pass","End":true}', roleArn="arn:aws:iam::000000000000:role/x", input="{}")
    assert tested["status"] == "SUCCEEDED", tested


failed = 0
for does, run in flows:
    try:
        run()
        print(f"ok   boto3 {boto3.__version__}: {does}")
    except Exception as error:  # every flow is tried, whatever became of the one before
        failed += 1
        print(f"FAIL boto3 {boto3.__version__}: {does}: {type(error).__name__}: {error}")
sys.exit(1 if failed else 0)
