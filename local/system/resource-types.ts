import type { Foundation, Services } from '#local/system/services.ts';
import type { EventSourceMapping } from '#services/lambda/event-source-mapping.ts';
import { createRegistry, type Registry } from '#template/registry.ts';
import { tableType } from '#template/resources/aws-dynamodb-table.ts';
import { eventBusType } from '#template/resources/aws-events-event-bus.ts';
import { eventsRuleType } from '#template/resources/aws-events-rule.ts';
import { eventInvokeConfigType } from '#template/resources/aws-lambda-event-invoke-config.ts';
import { eventSourceMappingType } from '#template/resources/aws-lambda-event-source-mapping.ts';
import { functionType } from '#template/resources/aws-lambda-function.ts';
import { logGroupType } from '#template/resources/aws-logs-log-group.ts';
import { activityType } from '#template/resources/aws-stepfunctions-activity.ts';
import { stateMachineType } from '#template/resources/aws-stepfunctions-statemachine.ts';
import { stateMachineAliasType } from '#template/resources/aws-stepfunctions-statemachinealias.ts';
import { stateMachineVersionType } from '#template/resources/aws-stepfunctions-statemachineversion.ts';

/** Every resource type that runs here: one line a type. */
export const resourceTypes = (
  { dynamodb, eventbridge, lambda, logs, states }: Services,
  { clock, place }: Foundation,
  putMapping: (mapping: EventSourceMapping) => void,
): Registry =>
  createRegistry([
    tableType(dynamodb),
    eventBusType(eventbridge),
    eventsRuleType(eventbridge),
    functionType({ putFunction: lambda.putFunction, clock, place }),
    eventSourceMappingType({ findFunction: lambda.findFunction, putMapping }),
    eventInvokeConfigType(lambda),
    logGroupType({ putGroup: logs.putGroup, place }),
    stateMachineType(states.call),
    stateMachineVersionType(states.call),
    stateMachineAliasType(states.call),
    activityType(states.call),
  ]);
