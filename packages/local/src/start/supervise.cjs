'use strict';
// A process beside the system, which can end it while its own event loop stands still, and notices when whoever asked for it has gone.
// JavaScript that any Node reads: what starts a system says by it that Node is too old.
const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const LOOK_MS = 500;
/** Longer than anything in order keeps the event loop, on a machine that has little time for it. */
const STUCK_MS = 5000;
/** Nothing that ends in order takes longer. */
const PATIENCE_MS = 30000;
/** A system keeps little of what it makes: a young generation that stays small is collected in no time. */
const HEAP = ['--min-semi-space-size=8', '--max-semi-space-size=8'];
/**
 * Bodies come in pieces of up to 64 KB, between what stays: on the heap of the C library each would leave a hole that nobody gives
 * back, and a burst of photos a quarter of a gigabyte. https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
const MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '32768', MALLOC_TRIM_THRESHOLD_: '1048576' };

/** Before Node 24 a failure in a microtask is known to be of its request only with it. https://nodejs.org/docs/latest-v22.x/api/cli.html */
const CONTEXT = '--experimental-async-context-frame';
const FLAGS =
  Number(process.versions.node.split('.')[0]) < 24 && process.allowedNodeEnvironmentFlags.has(CONTEXT) ? [CONTEXT] : [];

const say = (line) => process.stderr.write(`${line}\n`);

/** Starts the program and ends with it. It beats (`cli/signals.ts`) as long as its event loop turns. */
function supervise(node, words, stuckMs = STUCK_MS) {
  const flags = node === process.execPath ? FLAGS : [];
  const child = spawn(node, [...HEAP, ...flags, ...words], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...MALLOC, ...process.env, SAFELIGHT_SUPERVISED: 'yes' },
  });
  const state = { beat: undefined, toldStuck: false, asked: undefined, looked: Date.now() };
  child.on('message', () => {
    state.beat = Date.now();
    state.toldStuck = false;
  });
  child.on('error', (error) => fail(`The system could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));
  const stop = (signal) => {
    if (state.asked === undefined) state.asked = Date.now();
    // A terminal signals all of its processes: a second signal, which ends at once, is for people alone to send.
    if (state.beat === undefined) child.kill(signal);
    else if (child.connected) child.send(signal);
  };
  // SIGHUP is a terminal that is closed, on Windows too, SIGBREAK its Ctrl-Break. https://nodejs.org/api/process.html#signal-events
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) process.on(signal, () => stop(signal));
  const parent = process.ppid;
  setInterval(() => {
    if (process.env.npm_lifecycle_event !== undefined && hasGone(parent) && state.asked === undefined) stop('SIGTERM');
    look(child, state, stuckMs);
  }, LOOK_MS).unref();
}

function look(child, state, stuckMs) {
  const now = Date.now();
  const wasAway = now - state.looked > 2 * LOOK_MS;
  state.looked = now;
  // Who was not awake itself cannot tell who was.
  if (wasAway && state.beat !== undefined) state.beat = now;
  const silent = state.beat === undefined ? 0 : now - state.beat;
  if (silent > stuckMs && !state.toldStuck) {
    state.toldStuck = true;
    say(
      `The system has been busy with one thing for ${Math.round(silent / 1000)} s, and answers nobody meanwhile: Ctrl-C ends it.`,
    );
  }
  if (state.asked === undefined) return;
  if (silent < stuckMs && now - state.asked < PATIENCE_MS) return;
  say('The system does not end by itself and is ended; what it has acknowledged is kept.');
  child.kill('SIGKILL');
}

/** npm passes signals to its shell, which passes nothing on: what is left to see is that the parent is another. */
function hasGone(parent) {
  if (process.ppid !== parent) return true;
  try {
    return !process.kill(parent, 0);
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function fail(line) {
  say(line);
  process.exit(1);
}

module.exports = { supervise, FLAGS };
