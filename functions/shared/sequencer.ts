/** Longer than any sequencer that S3 has been seen to send (16 to 24 digits). */
export const SEQUENCER_WIDTH = 40;

/**
 * A sequencer in the form in which the images table keeps it: forms compare as strings just as the events came about.
 * AWS's current page says to right-pad the shorter of two with zeros and then compare them as text; older copies
 * say left-pad. Only sequencers of the same key can be compared. The workflows write the same as
 * `$pad($uppercase($sequencer), 40, '0')`; a test holds the two together.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 *
 * @example comparableSequencer('617f08299329d189') // '617F08299329D189000000000000000000000000'
 */
export const comparableSequencer = (sequencer: string): string => sequencer.toUpperCase().padEnd(SEQUENCER_WIDTH, '0');

/** Whether the event with sequencer `a` came about before that with `b`. Both are of the same key. */
export const isOlder = (a: string, b: string): boolean => comparableSequencer(a) < comparableSequencer(b);
