import { showAlarms } from './alarms.js';
import { showExecutions } from './executions.js';
import { showOrders } from './orders.js';
import { showPhotos } from './photos.js';
import './upload.js';

/** What the first page shows: the name of a query, and what draws its answer. */
export const sections = [
  ['photos', showPhotos],
  ['orders', showOrders],
  ['executions', showExecutions],
  ['alarms', showAlarms],
];
