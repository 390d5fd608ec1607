import { isJsonObject, type JsonObject } from '@safelight/asl/json';
import type { InProcess } from '#gateway/dispatch/in-process.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { uniqueName } from '#template/resources/unique-name.ts';

interface BusPolicyDeps {
  readonly call: InProcess;
  /** Keeps one statement of a bus's policy under its id. */
  readonly setPolicy: (busArn: string, statementId: string, policy: JsonObject) => void;
  readonly removePolicy: (busArn: string, statementId: string) => void;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbuspolicy.html */
export const eventBusPolicyType = ({ call, setPolicy, removePolicy }: BusPolicyDeps): ResourceType => ({
  type: 'AWS::Events::EventBusPolicy',
  properties: ['StatementId', 'Statement', 'EventBusName', 'Action', 'Principal'],
  withoutEffect: [],
  async apply({ properties, stackName, logicalId, suffix }) {
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
    return { ref: uniqueName({ stackName, logicalId, suffix }), attributes: {} };
  },
  isVolatile: true,
  async remove({ properties: { StatementId, EventBusName = 'default' } }) {
    const { Arn: arn } = await call('DescribeEventBus', { Name: EventBusName });
    removePolicy(String(arn), String(StatementId));
  },
});
