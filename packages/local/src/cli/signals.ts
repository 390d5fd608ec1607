import { constants } from 'node:os';

/** A signal that asks a process to end. */
type Stop = 'SIGINT' | 'SIGTERM';

const BEAT_MS = 500;

/**
 * Resolves at the first signal to stop, which then no longer ends the process; the second one does. A process that supervises
 * this one signals by a message, or by its own end, and is told that the event loop turns.
 */
export const stopSignal = (): Promise<Stop> =>
  new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
    // Ctrl-Break, on Windows alone.
    process.once('SIGBREAK', () => resolve('SIGTERM'));
    // Others may have a channel of their own to this process, such as a runner of tests.
    if (process.channel === undefined || process.env.SAFELIGHT_SUPERVISED !== 'yes') return;
    process.on('message', (signal) => resolve(signal === 'SIGINT' ? signal : 'SIGTERM'));
    process.once('disconnect', () => resolve('SIGTERM'));
    beat();
    setInterval(beat, BEAT_MS).unref();
    process.channel.unref();
  });

/** Whoever has gone meanwhile is not told. */
const beat = () => void (process.connected && process.send?.('beat', undefined, undefined, () => undefined));

/** Exit code of a process that a signal has ended, as shells have it: 130 after Ctrl-C. */
export const exitCodeOf = (signal: Stop): number => 128 + constants.signals[signal];
