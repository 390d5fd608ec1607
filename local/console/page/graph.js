import { element } from './dom.js';
import { duration } from './format.js';
import { summaryOf } from './history.js';

/**
 * Draws a state machine as it ran: the states that were visited in their order, then, while it runs, those that come next;
 * branches side by side, item processors framed; the others folded away. `visits` is as readHistory answers it.
 */
export function drawMachine(machine, view) {
  const names = [...inOrder(machine)];
  const visited = [...view.visits.keys()].filter((name) => names.includes(name));
  const ahead = view.isRunning ? aheadOf(machine, visited) : [];
  const others = names.filter((name) => !visited.includes(name) && !ahead.includes(name));
  const draw = (name) => drawState(name, machine.States[name], view);
  const column = element('div', { className: 'column' }, ...[...visited, ...ahead].map(draw));
  if (others.length > 0) {
    const summary = element('summary', { textContent: `${others.length} not visited` });
    column.append(element('details', { className: 'others' }, summary, ...others.map(draw)));
  }
  return column;
}

function drawState(name, state, view) {
  const runs = view.visits.get(name);
  const summary = runs ? summaryOf(runs) : { status: 'unvisited' };
  const box = element(
    'div',
    { className: `state ${state.Type.toLowerCase()} ${summary.status}` },
    headOf(name, state, summary, view),
  );
  const branches = branchesOf(state);
  if (branches.length > 0) {
    const isRunning = view.isRunning && (!runs || summary.status === 'running');
    const drawn = branches.map((branch) => drawMachine(branch, { ...view, isRunning }));
    box.append(element('div', { className: 'inner' }, ...drawn));
  }
  return box;
}

function headOf(name, state, { status, note, error, took }, { selected, select }) {
  const head = element(
    'button',
    { className: 'head', type: 'button', onclick: () => select(name) },
    element('span', { className: 'name', textContent: name }),
    element('span', { className: 'took', textContent: status === 'unvisited' ? '' : duration(took) || status }),
    element('span', { className: 'kind', textContent: kindOf(state) }),
    note && element('span', { className: 'note', textContent: note }),
    error &&
      element('span', {
        className: 'error',
        textContent: `${status === 'failed' ? '' : 'last error: '}${error.error}`,
      }),
  );
  head.dataset.state = name;
  head.ariaPressed = String(name === selected);
  head.ariaDescription = status;
  return head;
}

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

/** The main line from where it is now. */
function aheadOf({ StartAt, States }, visited) {
  const line = [];
  const after = ({ Next, Default, Choices }) => Next ?? Default ?? Choices?.[0]?.Next;
  let name = visited.length > 0 ? after(States[visited.at(-1)]) : StartAt;
  while (name && !visited.includes(name) && !line.includes(name)) {
    line.push(name);
    name = after(States[name]);
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
