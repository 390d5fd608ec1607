/**
 * What became of each state, from the events of GetExecutionHistory. A run is one visit of a state:
 * `{ name, kind, parent, input, output, enteredAt, exitedAt, attempts, errors, items, status }`.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 *
 * `status` of a run: succeeded, caught (it failed, and a catcher took over), failed, running, retrying or aborted.
 * Answers `{ visits, rows }`: the runs of each state by its name in order of entering, and the events, each with its state.
 */
export function readHistory(events, isRunning) {
  const runs = [];
  const scopes = new Map();
  const rows = [];
  for (const event of events) {
    const details = Object.entries(event).find(([key]) => key.endsWith('EventDetails'))?.[1] ?? {};
    const scope = scopes.get(event.previousEventId);
    const run = event.type.endsWith('StateEntered') ? enter(event, details, scope) : ownerOf(event, details, scope);
    if (run && !runs.includes(run)) runs.push(run);
    if (run) note(run, event, details);
    scopes.set(event.id, event.type.endsWith('StateExited') ? run?.parent : run);
    rows.push({ event, details, state: run?.name, attempt: run?.attempts ?? 0 });
  }
  for (const run of runs) settle(run, isRunning);
  return { visits: Map.groupBy(runs, ({ name }) => name), rows };
}

function enter({ type, timestamp }, { name, input }, parent) {
  const kind = type.replace('StateEntered', '');
  const run = { name, kind, parent, input, enteredAt: timestamp, attempts: 0, errors: [], isFailing: kind === 'Fail' };
  return kind === 'Map' ? { ...run, items: { total: 0, succeeded: 0, failed: 0 } } : run;
}

/** Events name their state, or its kind, or follow one of the same state; a state in a branch has the branching one as parent. */
function ownerOf({ type }, { name }, scope) {
  const kind = /^(Map|Parallel)/.exec(type)?.[1];
  let run = scope;
  while (run && ((name && run.name !== name) || (!name && kind && run.kind !== kind))) run = run.parent;
  return run;
}

function note(run, { type, timestamp }, details) {
  if (/^(Task|LambdaFunction|Activity)Scheduled$|^(Map|Parallel)StateStarted$/.test(type)) begin(run, details);
  else if (type.startsWith('MapIteration')) count(run, type);
  else if (type === 'MapRunStarted') run.mapRunArn = details.mapRunArn;
  else if (type.endsWith('StateExited')) Object.assign(run, { exitedAt: timestamp, output: details.output });
  else if (isFailure(type) && !(type === 'ExecutionFailed' && run.errors.length > 0)) fail(run, details);
}

/** An execution that times out or is aborted says nothing of the state that it was in. */
const isFailure = (type) => /(Failed|TimedOut)$/.test(type) && type !== 'ExecutionTimedOut';

function begin(run, { length = 0 }) {
  run.attempts += 1;
  run.isFailing = false;
  if (run.items) run.items = { total: length, succeeded: 0, failed: 0 };
}

function fail(run, { error = 'States.TaskFailed', cause }) {
  run.isFailing = true;
  run.errors.push({ error, cause });
}

function count({ items }, type) {
  if (!items) return;
  if (type === 'MapIterationSucceeded') items.succeeded += 1;
  if (type === 'MapIterationFailed') items.failed += 1;
}

/** A state without an exit is still at work, unless the execution or what surrounds it is over. */
function settle(run, isRunning) {
  const isOver = !isRunning || ancestors(run).some(({ exitedAt }) => exitedAt);
  if (run.exitedAt) run.status = run.isFailing ? 'caught' : 'succeeded';
  else if (isOver) run.status = run.isFailing ? 'failed' : 'aborted';
  else run.status = run.isFailing ? 'retrying' : 'running';
  // Succeed is where an execution may end without leaving the state.
  if (run.status === 'aborted' && run.kind === 'Succeed') run.status = 'succeeded';
}

const ancestors = ({ parent }) => (parent ? [parent, ...ancestors(parent)] : []);

/** What needs somebody's eye comes first. */
const WORST = ['retrying', 'running', 'failed', 'aborted', 'caught', 'succeeded'];

/** The runs of one state in a few words: `{ status, note, error, took }`. */
export function summaryOf(runs) {
  const status = WORST.find((one) => runs.some((run) => run.status === one));
  const attempts = runs.reduce((sum, run) => sum + Math.max(1, run.attempts), 0);
  const items = runs.flatMap((run) => run.items ?? []);
  const words = [
    runs.length > 1 && `${runs.length} runs`,
    attempts > runs.length && `${attempts} attempts`,
    items.length > 0 && countsOf(items),
  ];
  const from = Math.min(...runs.map(({ enteredAt }) => Date.parse(enteredAt)));
  const to = Math.max(...runs.map(({ exitedAt }) => Date.parse(exitedAt)));
  const error = runs.flatMap(({ errors }) => errors).at(-1);
  return { status, note: words.filter(Boolean).join(', '), isRetried: attempts > runs.length, error, took: to - from };
}

function countsOf(items) {
  const sum = (name) => items.reduce((total, one) => total + one[name], 0);
  const failed = sum('failed');
  return `${sum('succeeded')} of ${sum('total')} ${sum('total') === 1 ? 'item' : 'items'}${failed > 0 ? `, ${failed} failed` : ''}`;
}
