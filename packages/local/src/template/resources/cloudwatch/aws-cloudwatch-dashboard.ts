import type { CloudWatchService } from '#services/cloudwatch/service.ts';
import type { ResourceType } from '#template/resource-type.ts';
import { isThere } from '#template/resources/is-there.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-dashboard.html */
export const cloudWatchDashboardType = ({ call }: Pick<CloudWatchService, 'call'>): ResourceType => ({
  type: 'AWS::CloudWatch::Dashboard',
  properties: ['DashboardName', 'DashboardBody'],
  withoutEffect: ['Tags'],
  async apply({ properties: { DashboardName, DashboardBody = '' }, stackName, logicalId }) {
    const name = typeof DashboardName === 'string' ? DashboardName : `${stackName}-${logicalId}`;
    await call('PutDashboard', { DashboardName: name, DashboardBody });
    return { ref: name, attributes: {} };
  },
  exists: (_, name) => isThere(() => call('GetDashboard', { DashboardName: name })),
  remove: ({ physicalId }) => call('DeleteDashboards', { DashboardNames: [physicalId] }),
});
