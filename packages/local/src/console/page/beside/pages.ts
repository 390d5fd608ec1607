import type { Page } from '../frame/page.ts';
import { LogPage } from './logs/log.tsx';
import { Logs } from './logs/logs.tsx';
import { MetricPage } from './metrics/metric.tsx';
import { Metrics } from './metrics/metrics.tsx';
import { QueuePage } from './queues/queue.tsx';
import { Queues } from './queues/queues.tsx';
import { RulePage } from './rules/rule.tsx';
import { Rules } from './rules/rules.tsx';
import { TablePage } from './tables/table.tsx';
import { Tables } from './tables/tables.tsx';
import { TopicPage } from './topics/topic.tsx';
import { Topics } from './topics/topics.tsx';

/** Pages of what runs beside the workflows. */
export const besidePages: readonly Page[] = [
  { name: 'tables', title: 'Tables', menu: 'Services', view: Tables },
  { name: 'table', title: 'Table', view: TablePage },
  { name: 'queues', title: 'Queues', menu: 'Services', view: Queues },
  { name: 'queue', title: 'Queue', view: QueuePage },
  { name: 'topics', title: 'Topics', menu: 'Services', view: Topics },
  { name: 'topic', title: 'Topic', view: TopicPage },
  { name: 'rules', title: 'Rules', menu: 'Services', view: Rules },
  { name: 'rule', title: 'Rule', view: RulePage },
  { name: 'logs', title: 'Logs', menu: 'Watch', view: Logs },
  { name: 'log', title: 'Log', view: LogPage },
  { name: 'metrics', title: 'Metrics', menu: 'Watch', view: Metrics },
  { name: 'metric', title: 'Metric', view: MetricPage },
];
