import { AlarmPage } from './alarms/alarm.tsx';
import { Alarms } from './alarms/alarms.tsx';
import { analysisPages } from './analysis/pages.ts';
import { besidePages } from './beside/pages.ts';
import { Execution } from './execution/execution.tsx';
import { Executions } from './executions/executions.tsx';
import type { Page } from './frame/page.ts';
import { MachinePage } from './machines/machine.tsx';
import { Machines } from './machines/machines.tsx';
import { MapRunPage } from './map-run/map-run.tsx';

/** Pages of any system, a line each. */
export const pages: readonly Page[] = [
  { name: 'executions', title: 'Executions', menu: 'Workflows', view: Executions },
  { name: 'execution', title: 'Execution', view: Execution },
  { name: 'machines', title: 'State machines', menu: 'Workflows', view: Machines },
  { name: 'machine', title: 'State machine', view: MachinePage },
  { name: 'map-run', title: 'Map run', view: MapRunPage },
  ...besidePages,
  { name: 'alarms', title: 'Alarms', menu: 'Watch', view: Alarms },
  { name: 'alarm', title: 'Alarm', view: AlarmPage },
  ...analysisPages,
];
