import { functionPackages } from '#local/system/function-packages.ts';
import { objectReader } from '#local/system/read-object.ts';
import { dropMapping, type Foundation, keepMapping, type Services } from '#local/system/services.ts';
import { createRegistry, type Registry } from '#template/registry.ts';
import { cloudWatchAlarmType } from '#template/resources/cloudwatch/aws-cloudwatch-alarm.ts';
import { cloudWatchDashboardType } from '#template/resources/cloudwatch/aws-cloudwatch-dashboard.ts';
import { tableType } from '#template/resources/dynamodb/aws-dynamodb-table.ts';
import { eventBusType } from '#template/resources/events/aws-events-event-bus.ts';
import { eventBusPolicyType } from '#template/resources/events/aws-events-event-bus-policy.ts';
import { eventsRuleType } from '#template/resources/events/aws-events-rule.ts';
import { iamManagedPolicyType } from '#template/resources/iam/aws-iam-managed-policy.ts';
import { iamPolicyType } from '#template/resources/iam/aws-iam-policy.ts';
import { iamRoleType } from '#template/resources/iam/aws-iam-role.ts';
import { kmsKeyType } from '#template/resources/iam/aws-kms-key.ts';
import { eventInvokeConfigType } from '#template/resources/lambda/aws-lambda-event-invoke-config.ts';
import { eventSourceMappingType } from '#template/resources/lambda/aws-lambda-event-source-mapping.ts';
import { functionType } from '#template/resources/lambda/aws-lambda-function.ts';
import { permissionType } from '#template/resources/lambda/aws-lambda-permission.ts';
import { logGroupType } from '#template/resources/logs/aws-logs-log-group.ts';
import { s3BucketType } from '#template/resources/s3/aws-s3-bucket.ts';
import { s3BucketPolicyType } from '#template/resources/s3/aws-s3-bucket-policy.ts';
import { scheduleType } from '#template/resources/scheduler/aws-scheduler-schedule.ts';
import { scheduleGroupType } from '#template/resources/scheduler/aws-scheduler-schedule-group.ts';
import { snsSubscriptionType } from '#template/resources/sns/aws-sns-subscription.ts';
import { snsTopicType } from '#template/resources/sns/aws-sns-topic.ts';
import { snsTopicPolicyType } from '#template/resources/sns/aws-sns-topic-policy.ts';
import { sqsQueueType } from '#template/resources/sqs/aws-sqs-queue.ts';
import { sqsQueuePolicyType } from '#template/resources/sqs/aws-sqs-queue-policy.ts';
import { activityType } from '#template/resources/stepfunctions/aws-stepfunctions-activity.ts';
import { stateMachineType } from '#template/resources/stepfunctions/aws-stepfunctions-statemachine.ts';
import { stateMachineAliasType } from '#template/resources/stepfunctions/aws-stepfunctions-statemachinealias.ts';
import { stateMachineVersionType } from '#template/resources/stepfunctions/aws-stepfunctions-statemachineversion.ts';
import { samplingRuleType } from '#template/resources/xray/aws-xray-sampling-rule.ts';

/** Every resource type that runs here: one line a type. */
export const resourceTypes = (services: Services, foundation: Foundation): Registry => {
  const { endpoint, place, policies } = foundation;
  const { cloudwatch, dynamodb, eventbridge, logs, s3, scheduler, sns, sqs, states, xray } = services;
  return createRegistry([
    cloudWatchAlarmType(cloudwatch),
    cloudWatchDashboardType(cloudwatch),
    kmsKeyType({ policies, place }),
    tableType(dynamodb),
    eventBusType(eventbridge),
    eventBusPolicyType({
      call: eventbridge.call,
      setPolicy(busArn, statementId, policy) {
        policies.checkResourcePolicy(busArn, policy);
        policies.setResourcePolicy(busArn, statementId, policy);
      },
      removePolicy: (busArn, statementId) => policies.removeResourcePolicy(busArn, statementId),
    }),
    eventsRuleType(eventbridge),
    iamRoleType({ policies, place }),
    iamPolicyType({ policies }),
    iamManagedPolicyType({ policies, place }),
    ...lambdaTypes(services, foundation),
    logGroupType({ ...logs, place }),
    s3BucketType({ s3, place }),
    s3BucketPolicyType({ s3 }),
    scheduleType(scheduler),
    scheduleGroupType(scheduler),
    snsTopicType(sns),
    snsTopicPolicyType(sns),
    snsSubscriptionType(sns),
    sqsQueueType({ call: sqs.call, endpoint }),
    sqsQueuePolicyType(sqs),
    stateMachineType(states.call),
    stateMachineVersionType(states.call),
    stateMachineAliasType(states.call),
    activityType(states.call),
    samplingRuleType(xray),
  ]);
};

const packagesOf = (foundation: Foundation) =>
  functionPackages({ ...foundation, readObject: objectReader(foundation) });

const lambdaTypes = (services: Services, foundation: Foundation) => {
  const { lambda } = services;
  const { clock, place, policies } = foundation;
  return [
    functionType({
      ...lambda,
      hasFunction: (name) => lambda.functions.has(name),
      packages: packagesOf(foundation),
      clock,
      place,
    }),
    permissionType({ findFunction: lambda.findFunction, policies }),
    eventSourceMappingType({
      findFunction: lambda.findFunction,
      putMapping: (mapping) => keepMapping(services, mapping),
      removeMapping: (uuid) => dropMapping(services, uuid),
    }),
    eventInvokeConfigType(lambda),
  ];
};
