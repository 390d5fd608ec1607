import { showAlarms } from './alarms.js';
import { ask, byId, element } from './dom.js';
import { drawMachine, visitsOf } from './graph.js';

const EVERY_MS = 1500;
/** The execution that is shown: it is in the address, so that a run can be linked to. */
let shown = decodeURIComponent(location.hash.slice(1));

const bytes = (n) => (n < 1e6 ? `${(n / 1e3).toFixed(1)} kB` : `${(n / 1e6).toFixed(1)} MB`);
const variantUrl = (key) => `/_console/variant?of=${encodeURIComponent(key)}`;

/** A button that shows a run: nothing to press where it is not known yet. */
const runLink = (executionArn, properties) =>
  executionArn ? element('button', { ...properties, onclick: () => open(executionArn) }) : element('span', properties);

function photo({ key, status, reason, variants, executionArn }) {
  const smallest = variants.filter(({ format }) => format === 'webp').toSorted((a, b) => a.width - b.width)[0];
  const links = variants.map((variant) =>
    element('a', {
      href: variantUrl(variant.key),
      textContent: `${variant.format} ${variant.width}`,
      title: bytes(variant.bytes),
    }),
  );
  return element(
    'li',
    { className: status.toLowerCase() },
    smallest
      ? element('img', { src: variantUrl(smallest.key), alt: '', loading: 'lazy' })
      : element('div', { className: 'blank' }),
    element('strong', { textContent: key }),
    runLink(executionArn, { className: 'status', textContent: reason ? `${status}: ${reason.message}` : status }),
    element('div', { className: 'links' }, ...links),
  );
}

function execution({ executionArn, name, status, startDate, stopDate }, subject) {
  const machine = executionArn.split(':')[6];
  const took = stopDate ? `${((new Date(stopDate) - new Date(startDate)) / 1000).toFixed(1)} s` : 'running';
  const at = new Date(startDate).toLocaleTimeString();
  return element(
    'li',
    { className: status.toLowerCase() },
    element(
      'div',
      {},
      runLink(executionArn, { textContent: machine, title: name }),
      subject && element('span', { className: 'subject', textContent: subject }),
    ),
    element('span', { className: 'when', textContent: `${at} · ${status} · ${took}` }),
  );
}

function historyRow(event, nameOf) {
  const at = new Date(event.timestamp).toISOString().slice(11, 23);
  return element(
    'tr',
    {},
    ...[event.id, event.previousEventId, event.type, nameOf, at].map((cell) =>
      element('td', { textContent: cell ?? '' }),
    ),
  );
}

async function show(arn) {
  shown = arn;
  location.hash = arn;
  const { execution: run, definition, events } = await ask('execution', arn);
  byId('run').hidden = false;
  byId('run-title').textContent = arn.split(':').slice(6).join(' · ');
  byId('run-summary').textContent = [run.status, run.error, run.cause].filter(Boolean).join(' · ');
  byId('graph').replaceChildren(drawMachine(JSON.parse(definition), visitsOf(events)));
  const rows = events.map((event) =>
    historyRow(event, event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name),
  );
  byId('history').replaceChildren(...rows);
}

/** The run is below the photos, out of sight where there are many. */
async function open(arn) {
  await show(arn);
  byId('run').scrollIntoView({ behavior: 'smooth' });
}

async function refresh() {
  const [photos, executions, alarms] = await Promise.all([ask('photos'), ask('executions'), ask('alarms')]);
  showAlarms(alarms);
  byId('photos').replaceChildren(...photos.map(photo));
  const subjects = new Map(photos.map(({ executionArn, key }) => [executionArn, key]));
  byId('executions').replaceChildren(...executions.map((run) => execution(run, subjects.get(run.executionArn))));
  const current = executions.find(({ executionArn }) => executionArn === shown);
  if (current?.status === 'RUNNING') await show(shown);
}

let last = '';
/** Draws again only what has changed: a page that blinks cannot be read. */
async function tick() {
  try {
    const now = JSON.stringify(await Promise.all([ask('photos'), ask('executions'), ask('alarms')]));
    if (now !== last) await refresh();
    last = now;
    document.body.classList.remove('away');
  } catch {
    document.body.classList.add('away');
  }
  setTimeout(tick, EVERY_MS);
}

async function upload(files) {
  for (const file of files) {
    const headers = { 'x-darkroom-console': 'upload' };
    await fetch(`/_console/upload?of=${encodeURIComponent(file.name)}`, { method: 'PUT', body: file, headers });
  }
}

byId('files').addEventListener('change', ({ target }) => upload(target.files));
addEventListener('dragover', (event) => event.preventDefault());
addEventListener('drop', (event) => {
  event.preventDefault();
  upload(event.dataTransfer.files);
});
if (shown) show(shown);
tick();
