import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { ResourceType } from '#template/resource-type.ts';

interface BusPolicyDeps {
  readonly call: InProcess;
  /** Keeps one statement of a bus's policy under its id. */
  readonly setPolicy: (busArn: string, statementId: string, policy: JsonObject) => void;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */
export const eventBusPolicyType = ({ call, setPolicy }: BusPolicyDeps): ResourceType => ({
  type: 'AWS::Events::EventBusPolicy',
  properties: ['StatementId', 'Statement', 'EventBusName', 'Action', 'Principal'],
  withoutEffect: [],
  async apply({ properties, stackName, logicalId }) {
    const { StatementId, Statement, EventBusName = 'default', Action, Principal } = properties;
    const { Arn: arn } = await call('DescribeEventBus', { Name: EventBusName });
    const statement = isJsonObject(Statement)
      ? Statement
      : {
          Effect: 'Allow',
          Principal: Principal === '*' ? '*' : { AWS: Principal ?? '' },
          Action: Action ?? '',
          Resource: arn ?? '',
        };
    setPolicy(String(arn), String(StatementId), { Version: '2012-10-17', Statement: [statement] });
    return { ref: `${stackName}-${logicalId}`, attributes: {} };
  },
});
