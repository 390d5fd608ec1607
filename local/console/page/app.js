import { showAlarms } from './alarms.js';
import { ask, byId, showList } from './dom.js';
import { photoCard } from './photos.js';
import { executionRow, orderRow } from './rows.js';
import { showRun } from './run.js';
import { upload } from './upload.js';

const EVERY_MS = 1_500;
/** A run that is over changes only when it is redriven. */
const OVER_MS = 10_000;

/** The execution that is shown is in the address, so that a run can be linked to, and the browser's Back leads home. */
function executionInAddress() {
  const name = decodeURIComponent(location.hash.slice(1));
  return name.startsWith('arn:') ? name : '';
}

async function showLab() {
  document.title = 'Darkroom';
  const [photos, orders, executions, alarms] = await Promise.all(
    ['photos', 'orders', 'executions', 'alarms'].map((path) => ask(path)),
  );
  showList(byId('photos'), photos, ({ key }) => key, photoCard);
  showList(byId('orders'), orders, ({ orderId }) => orderId, orderRow);
  showList(byId('executions'), executions, ({ executionArn }) => executionArn, executionRow);
  showAlarms(alarms);
  return EVERY_MS;
}

/** Draws what the address asks for; answers when to look again. */
async function show() {
  const arn = executionInAddress();
  const wait = arn ? ((await showRun(arn)) ? EVERY_MS : OVER_MS) : await showLab();
  if (arn !== executionInAddress()) return 0;
  byId('lab').hidden = arn !== '';
  byId('run').hidden = arn === '';
  return wait;
}

let timer;
async function tick() {
  clearTimeout(timer);
  let wait = EVERY_MS;
  try {
    wait = await show();
    byId('away').textContent = '';
  } catch (error) {
    byId('away').textContent = error instanceof TypeError ? 'The system has stopped.' : error.message;
  }
  clearTimeout(timer);
  timer = setTimeout(tick, wait);
}

addEventListener('hashchange', () => {
  byId('sent').textContent = '';
  scrollTo(0, 0);
  tick();
});
byId('files').addEventListener('change', ({ target }) => upload([...target.files]).then(() => (target.value = '')));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  upload([...event.dataTransfer.files]);
});
tick();
