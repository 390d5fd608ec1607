import type { Visit } from '../../visit.ts';
import { go, HOSTILE, head } from '../names.ts';

/** What each page shows once it has asked. */
const FILLED = {
  Photos: '#photos li.ready',
  Orders: '#orders li',
  Executions: '#executions tbody tr',
  'State machines': '#machines tbody tr',
  Traces: '#traces tbody tr',
  'Service map': '#services tbody tr',
  Cost: '#bill tbody tr',
  Alarms: '#alarms li',
  Tables: '#tables tbody tr',
  Queues: '#queues tbody tr',
  Topics: '#topics tbody tr',
  Rules: '#rules tbody tr',
  Logs: '#log-groups tbody tr',
  Metrics: '#metrics tbody tr',
  Walkthrough: '#chapters li',
  Experiments: '#experiments summary',
  'Mock exam': '#domains, .study button',
} as const;
const PAGES = [
  ...(['Photos', 'Orders', 'Executions', 'State machines', 'Traces', 'Service map', 'Cost', 'Alarms'] as const),
  ...(['Tables', 'Queues', 'Topics', 'Rules', 'Logs', 'Metrics', 'Walkthrough', 'Experiments', 'Mock exam'] as const),
] as const;

/** Pages of one thing: the first of a list, and what it shows once it has asked. */
const SINGLES = [
  ['Tables', '#tables a', '#items tbody tr'],
  ['Queues', '#queues a', '#messages, .empty'],
  ['Topics', '#topics a', 'h2'],
  ['Rules', '#rules a', '#targets tbody tr'],
  ['Logs', '#log-groups a', '#log tbody tr, .empty'],
  ['Metrics', '#metrics a', '.chart'],
  ['Alarms', '#alarms a', '#alarm-history'],
  ['Walkthrough', '#chapters a', '.command'],
  ['State machines', '#machines a.name', '.state'],
  ['Photos', '#photos li.ready a', '.compare'],
  ['Traces', '#traces tbody a', '#waterfall'],
] as const;

/** What each view of an execution shows once it has asked. */
const TABS = [
  ['Graph', '.state'],
  ['Table', '.track'],
  ['Events', '#history'],
  ['Trace', '#waterfall'],
  ['Cost', '#bill'],
  ['Definition', '.json'],
] as const;

const MAP_RUN = '#map-run-counts tbody tr';

/** Leads to every page of the console, one of each list, and every view of an execution; each is looked at once it is filled. */
export async function walkPages(
  { page }: Visit,
  look: (where: string, filled: string) => Promise<void>,
): Promise<void> {
  for (const name of PAGES) {
    await go(page, name);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.locator(FILLED[name]).first().waitFor();
    await look(name, FILLED[name]);
  }
  for (const [list, link, filled] of SINGLES) {
    await go(page, list);
    await page.locator(link).first().click();
    await page.locator(filled).first().waitFor();
    await look(`one of ${list}`, filled);
  }
  await go(page, 'Executions');
  await page.locator('#executions a.name', { hasText: HOSTILE }).first().click();
  await head(page, 'Convert').click();
  for (const [tab, filled] of TABS) {
    await page.getByRole('tab', { name: tab }).click();
    await page.locator(filled).first().waitFor();
    await look(`Execution, ${tab}`, filled);
  }
  await openMapRun(page);
  await look('Map run', MAP_RUN);
}

async function openMapRun(page: Visit['page']): Promise<void> {
  await go(page, 'Executions');
  await page.locator('#executions').getByRole('link', { name: 'library', exact: true }).click();
  await head(page, 'Develop small photos').click();
  await page
    .locator('#panel')
    .getByRole('link', { name: /^Map run / })
    .click();
  await page.locator(MAP_RUN).first().waitFor();
}
