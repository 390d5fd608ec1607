import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4096;

/**
 * Memory that a process takes, pages that it shares with others included. 0 when it is gone, and where there is no
 * `/proc` to tell it (macOS). https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html
 */
export function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
