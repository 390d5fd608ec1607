import { element } from './dom.js';
import { duration, words } from './format.js';
import { exitsOf, kindOf } from './graph.js';
import { readable } from './json.js';

const MOST_RUNS = 25;

/** What is to be said of a selected state, or of the execution without one: its head, then each of its runs. */
export function panelOf({ name, state, runs, mapRuns }) {
  const head = { part: 'head', name: name ?? 'Execution', state };
  const parts = runs.slice(0, MOST_RUNS).map(({ parent, ...run }, index) => {
    return { part: 'run', name, index, count: runs.length, ...run, mapRun: mapRuns[run.mapRunArn] };
  });
  return {
    items: [head, ...parts],
    keyOf: (item) => `${item.part} ${item.name} ${item.index}`,
    draw: (item) => (item.part === 'head' ? drawHead(item) : drawRun(item)),
  };
}

function drawHead({ name, state }) {
  const exits = state ? exitsOf(state) : [];
  return element(
    'header',
    {},
    element('h3', { textContent: name }),
    state && element('p', { className: 'kind', textContent: kindOf(state) }),
    state?.Comment && element('p', { textContent: state.Comment }),
    exits.length > 0 && drawExits(exits),
  );
}

function drawExits(exits) {
  const rows = exits.map(({ when, to }) =>
    element('li', {}, element('span', { textContent: when }), element('b', { textContent: ` → ${to}` })),
  );
  const summary = element('summary', { textContent: rows.length === 1 ? 'One way on' : `${rows.length} ways on` });
  return element('details', {}, summary, element('ul', { className: 'exits' }, ...rows));
}

function drawRun({ index, count, status, enteredAt, exitedAt, attempts, errors, items, mapRun, input, output }) {
  const facts = [
    words(status),
    duration(new Date(exitedAt) - new Date(enteredAt)),
    attempts > 1 && `${attempts} attempts`,
    items && items.total > 0 && `${items.succeeded} of ${items.total} items, ${items.failed} failed`,
    mapRun && `${mapRun.succeeded} of ${mapRun.total} items, ${mapRun.failed} failed, ${mapRun.running} running`,
  ];
  const body = element(
    'div',
    {},
    element('p', { className: status, textContent: facts.filter(Boolean).join(' · ') }),
    ...errors.map(drawError),
    ...[
      ['Input', input],
      ['Output', output],
    ].flatMap(drawText),
  );
  if (count === 1) return body;
  const summary = element('summary', { textContent: `Run ${index + 1} of ${count}` });
  return element('details', { open: index === 0 }, summary, body);
}

function drawError({ error, cause }, index, errors) {
  const title = errors.length > 1 ? `Attempt ${index + 1}: ${error}` : error;
  return element('div', { className: 'failure' }, element('b', { textContent: title }), cause ? readable(cause) : '');
}

const drawText = ([name, text]) => (text === undefined ? [] : [element('h4', { textContent: name }), readable(text)]);
