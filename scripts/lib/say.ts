import { printable } from '@safelight/asl/cli/printable';

/** A line for whoever runs a command, whatever keys and names are in it. */
export const say = (line: string): void => void process.stdout.write(`${printable(line)}\n`);
