import { ask, byId } from './dom.js';
import { showRun } from './run.js';
import { sections } from './sections.js';

const TITLE = document.title;
const EVERY_MS = 1_500;
/** A run that is over changes only when it is redriven. */
const OVER_MS = 10_000;

/** The execution that is shown is in the address, so that a run can be linked to, and the browser's Back leads home. */
function executionInAddress() {
  const name = decodeURIComponent(location.hash.slice(1));
  return name.startsWith('arn:') ? name : '';
}

async function showHome() {
  document.title = TITLE;
  const answers = await Promise.all(sections.map(([query]) => ask(query)));
  for (const [at, [, draw]] of sections.entries()) draw(answers[at]);
  return EVERY_MS;
}

/** Draws what the address asks for; answers when to look again. */
async function show() {
  const arn = executionInAddress();
  const wait = arn ? ((await showRun(arn)) ? EVERY_MS : OVER_MS) : await showHome();
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
  scrollTo(0, 0);
  tick();
});
tick();
