import { showAlarms } from './alarms.js';
import { showExecutions } from './executions.js';

/** What the first page shows: the name of a query, and what draws its answer. An application brings its own. */
export const sections = [
  ['executions', showExecutions],
  ['alarms', showAlarms],
];
