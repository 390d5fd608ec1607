import { ask, byId, element, showList } from './dom.js';
import { duration, machineOf, time, words } from './format.js';
import { drawMachine, findState } from './graph.js';
import { readHistory } from './history.js';
import { historyRow } from './history-row.js';
import { panelOf } from './panel.js';

/** The run that is shown, as it was last read; and the state that is selected in its graph. */
let shown;
let selected;

/** Shows an execution; answers whether it is still running. */
export async function showRun(arn) {
  const answer = await ask('execution', arn);
  const content = JSON.stringify(answer);
  if (shown?.content === content) return answer.execution.status === 'RUNNING';
  if (shown?.arn !== arn) selected = undefined;
  const isRunning = answer.execution.status === 'RUNNING';
  const machine = JSON.parse(answer.definition);
  shown = { ...answer, arn, content, isRunning, machine, ...readHistory(answer.events, isRunning) };
  draw();
  return isRunning;
}

function draw() {
  drawSummary(shown);
  drawGraph(shown);
  drawPanel(shown);
  byId('history-count').textContent = `History: ${shown.events.length} events${shown.isCut ? ', and more' : ''}`;
  showList(byId('history'), shown.rows, ({ event }) => String(event.id), historyRow);
}

function drawSummary({ arn, execution, subject }) {
  const { status, startDate, stopDate, name, error, cause, redriveCount } = execution;
  byId('run-title').textContent = subject ?? machineOf(arn);
  document.title = subject ?? machineOf(arn);
  const took = stopDate ? duration(new Date(stopDate) - new Date(startDate)) : 'not ended';
  const facts = [
    machineOf(arn),
    `began ${time(startDate)}`,
    took,
    redriveCount > 0 && `redriven ${redriveCount} times`,
    name,
  ];
  byId('run-summary').replaceChildren(
    element('span', { className: `pill ${status.toLowerCase()}`, textContent: words(status) }),
    ...facts.filter(Boolean).map((fact) => element('span', { textContent: fact })),
  );
  byId('run-error').textContent = [error, cause].filter(Boolean).join(': ');
}

function drawGraph({ machine, visits, isRunning, execution }) {
  const graph = byId('graph');
  const focused = graph.contains(document.activeElement) ? document.activeElement.dataset.state : undefined;
  const open = [...graph.querySelectorAll('details')].map((details) => details.open);
  const end = (name, className) =>
    element('button', {
      className: `end ${className}`,
      type: 'button',
      textContent: name,
      onclick: () => select(undefined),
    });
  const [line, ...others] = drawMachine(machine, { visits, isRunning, selected, select });
  const last = end(isRunning ? '…' : words(execution.status), execution.status.toLowerCase());
  graph.replaceChildren(end('Start', ''), line, last, ...others);
  for (const [at, details] of [...graph.querySelectorAll('details')].entries()) details.open = open[at] ?? false;
  if (focused) headOf(focused)?.focus({ preventScroll: true });
}

const headOf = (name) => byId('graph').querySelector(`[data-state="${CSS.escape(name)}"]`);

/** Undefined selects the execution itself. */
function select(name) {
  for (const head of byId('graph').querySelectorAll('[data-state]'))
    head.ariaPressed = String(head.dataset.state === name);
  selected = name;
  drawPanel(shown);
  // Below the graph where there is no room beside it.
  if (byId('panel').getBoundingClientRect().top > innerHeight) byId('panel').scrollIntoView();
}

function drawPanel({ execution, machine, visits, mapRuns }) {
  const state = selected === undefined ? undefined : findState(machine, selected);
  const runs = state ? (visits.get(selected) ?? []) : [runOfExecution(execution)];
  const { items, keyOf, draw: drawPart } = panelOf({ name: selected, state, runs, mapRuns });
  showList(byId('panel'), items, keyOf, drawPart);
}

/** The execution, in the form of a state's run. */
function runOfExecution({ status, startDate, stopDate, input, output, error, cause }) {
  const errors = error ? [{ error, cause }] : [];
  return { status: status.toLowerCase(), enteredAt: startDate, exitedAt: stopDate, input, output, attempts: 0, errors };
}
