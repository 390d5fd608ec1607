import type { Foundation } from '#local/system/services.ts';
import { stackPorts } from '#local/system/stacks.ts';
import { createCloudFormationService } from '#services/cloudformation/service.ts';
import { createDynamoDbService } from '#services/dynamodb/service.ts';
import { createIamService } from '#services/iam/api/service.ts';
import { createLogsService } from '#services/logs/service.ts';
import { createTargets, SERVICE as SCHEDULER } from '#services/scheduler/delivery/targets.ts';
import { createSchedulerService } from '#services/scheduler/service.ts';
import { createStsService } from '#services/sts/service.ts';
import { createXRayService } from '#services/xray/service.ts';

/** Services that need no other, by name. */
export const createIndependent = (foundation: Foundation) => ({
  cloudformation: createCloudFormationService({ ...foundation, ...stackPorts(foundation) }),
  dynamodb: createDynamoDb(foundation),
  iam: createIamService(foundation),
  logs: createLogsService(foundation),
  scheduler: createScheduler(foundation),
  sts: createStsService(foundation),
  xray: createXRayService(foundation),
});

const createDynamoDb = ({ dynamodb, log, ...foundation }: Foundation) =>
  createDynamoDbService({
    ...foundation,
    ...(dynamodb !== undefined && { upstream: dynamodb }),
    report: (error) => log(`DynamoDB: ${error}`),
  });

const createScheduler = ({ credentials, log, ...foundation }: Foundation) =>
  createSchedulerService({
    ...foundation,
    checkTrust: (roleArn, groupArn) => void credentials.forRole(roleArn, 'scheduler', SCHEDULER, groupArn),
    ports: createTargets({ ...foundation, credentials, report: log }),
  });
