import { element } from './dom.js';
import { duration } from './format.js';
import { summaryOf } from './history.js';

/**
 * Draws a state machine as it ran: the states that were visited in their order, then, while it runs, those that come next;
 * branches side by side, item processors framed. Answers `[line, others]`: the others are folded away, if there are any.
 * `view` is `{ visits, isRunning, selected, select }`, with visits as readHistory answers them.
 */
export function drawMachine(machine, view) {
  const names = [...inOrder(machine)];
  const visited = [...view.visits.keys()].filter((name) => names.includes(name));
  const ahead = view.isRunning ? aheadOf(machine, visited) : [];
  const others = names.filter((name) => !visited.includes(name) && !ahead.includes(name));
  const draw = (name) => drawState(name, machine.States[name], view);
  const line = element('div', { className: 'line' }, ...[...visited, ...ahead].map(draw));
  if (others.length === 0) return [line];
  const summary = element('summary', { textContent: `${others.length} not visited` });
  return [line, element('details', { className: 'others' }, summary, ...others.map(draw))];
}

function drawState(name, state, view) {
  const runs = view.visits.get(name);
  const summary = runs ? summaryOf(runs) : { status: 'unvisited' };
  const box = element(
    'div',
    { className: `state ${summary.status}${summary.isRetried ? ' retried' : ''}` },
    headOf(name, state, summary, view),
  );
  const branches = branchesOf(state);
  if (branches.length > 0) {
    const isRunning = view.isRunning && (!runs || summary.status === 'running');
    const drawn = branches.map((branch) => element('div', {}, ...drawMachine(branch, { ...view, isRunning })));
    box.append(element('div', { className: 'inner' }, ...drawn));
  }
  return box;
}

function headOf(name, state, { status, note, error, took }, { selected, select }) {
  const head = element(
    'button',
    { className: 'head', type: 'button', onclick: () => select(name) },
    element('span', { className: 'name', textContent: name }),
    element('span', { className: 'kind', textContent: kindOf(state) }),
    note && element('span', { className: 'note', textContent: note }),
    element('span', { className: 'took', textContent: took > 0 ? duration(took) : WITHOUT_TIME[status] }),
    error && element('span', { className: 'error', textContent: [LAST[status], error.error].join(' ') }),
  );
  head.dataset.state = name;
  head.ariaPressed = String(name === selected);
  head.ariaDescription = status;
  return head;
}

const WITHOUT_TIME = { running: 'running', retrying: 'will retry', aborted: 'aborted' };
/** What became of the last error. */
const LAST = {
  failed: 'failed:',
  caught: 'caught:',
  retrying: 'last error:',
  running: 'last error:',
  succeeded: 'last error:',
};

const branchesOf = (state) => state.Branches ?? [state.ItemProcessor ?? state.Iterator].filter(Boolean);

/** `lambda:invoke` of a task, or the type of another state. */
export function kindOf({ Type, Resource = '', ItemProcessor }) {
  if (Type === 'Map' && ItemProcessor?.ProcessorConfig?.Mode === 'DISTRIBUTED') return 'Distributed Map';
  if (Type !== 'Task') return Type;
  return Resource.split(':').slice(5).join(':') || 'Task';
}

/** Where a state leads: `[{ when, to }]`. */
export function exitsOf({ Next, Choices = [], Catch = [], Default }) {
  return [
    ...Choices.map((rule) => ({ when: rule.Comment ?? rule.Condition ?? 'if its rule holds', to: rule.Next })),
    ...(Default ? [{ when: 'otherwise', to: Default }] : []),
    ...(Next ? [{ when: 'then', to: Next }] : []),
    ...Catch.map(({ ErrorEquals, Next: to }) => ({ when: `on ${ErrorEquals.join(', ')}`, to })),
  ];
}

/** The state of that name, however deep. */
export function findState({ States }, name) {
  if (States[name]) return States[name];
  const branches = Object.values(States).flatMap(branchesOf);
  return branches.map((branch) => findState(branch, name)).find(Boolean);
}

/** What comes next when nothing fails, as far as it is known: up to a choice. */
function aheadOf({ StartAt, States }, visited) {
  const line = [];
  let name = visited.length > 0 ? States[visited.at(-1)].Next : StartAt;
  while (name && !visited.includes(name) && !line.includes(name)) {
    line.push(name);
    name = States[name].Next;
  }
  return line;
}

/** The main line first, as a reader follows it; then what only choices and catchers reach. */
function inOrder({ StartAt, States }) {
  const seen = new Set();
  const queue = [StartAt];
  while (queue.length > 0) {
    const name = queue.shift();
    if (seen.has(name) || !States[name]) continue;
    seen.add(name);
    const { Next, Default, Choices = [], Catch = [] } = States[name];
    if (Next) queue.unshift(Next);
    queue.push(...[Default, ...Choices.map((rule) => rule.Next), ...Catch.map((rule) => rule.Next)].filter(Boolean));
  }
  return seen;
}
