import { element } from './dom.js';

/**
 * Draws a state machine as it ran: the states that were visited in their order, branches side by side, item processors framed;
 * the others folded away. `visits` is a map of state name -> 'succeeded' | 'failed' | 'running', in order of entering.
 */
export function drawMachine(machine, visits) {
  const names = [...inOrder(machine)];
  const draw = (name) => drawState(name, machine.States[name], visits);
  const visited = [...visits.keys()].filter((name) => names.includes(name));
  const others = names.filter((name) => !visits.has(name));
  const column = element('div', { className: 'column' }, ...visited.map(draw));
  if (others.length > 0) {
    const summary = element('summary', { textContent: `${others.length} not visited` });
    const folded = element('div', { className: 'column' }, ...others.map(draw));
    column.append(element('details', { className: 'others' }, summary, folded));
  }
  return column;
}

function drawState(name, state, visits) {
  const box = element(
    'div',
    { className: `state ${state.Type.toLowerCase()} ${visits.get(name) ?? 'unvisited'}`, title: state.Comment ?? '' },
    element('span', { className: 'name', textContent: name }),
    element('span', { className: 'type', textContent: kindOf(state) }),
  );
  const inner = state.Branches ?? [state.ItemProcessor ?? state.Iterator].filter(Boolean);
  if (inner.length > 0)
    box.append(element('div', { className: 'inner' }, ...inner.map((branch) => drawMachine(branch, visits))));
  for (const line of exits(state)) box.append(element('span', { className: 'exit', textContent: line }));
  return box;
}

function kindOf({ Type, Resource = '' }) {
  if (Type !== 'Task') return Type;
  return Resource.split(':').slice(5).join(':') || 'Task';
}

function exits({ Choices = [], Catch = [], Default }) {
  const lines = Choices.map(({ Next }) => `→ ${Next}`);
  if (Default) lines.push(`otherwise → ${Default}`);
  return [...lines, ...Catch.map(({ ErrorEquals, Next }) => `${ErrorEquals.join(', ')} → ${Next}`)];
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

/** What became of each state, from the events of GetExecutionHistory. */
export function visitsOf(events) {
  const visits = new Map();
  const nameOf = new Map();
  for (const event of events) {
    const entered = event.stateEnteredEventDetails?.name;
    const exited = event.stateExitedEventDetails?.name;
    const name = entered ?? exited ?? nameOf.get(event.previousEventId);
    nameOf.set(event.id, name);
    if (entered) visits.set(entered, 'running');
    else if (exited) visits.set(exited, visits.get(exited) === 'failed' ? 'failed' : 'succeeded');
    else if (name && /Failed|TimedOut/.test(event.type)) visits.set(name, 'failed');
  }
  return visits;
}
