import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The system's process as Linux shows it; elsewhere nothing can be told. */
export interface Measured {
  readonly residentMb: number;
  readonly descriptors: number;
}

const PAGE_BYTES = 4096;

/** The process that serves a data folder, as its mark says. */
export function systemPid(dataDir: string): number {
  const mark: { readonly pid?: number } = JSON.parse(readFileSync(join(dataDir, 'data-folder.json'), 'utf8'));
  return mark.pid ?? 0;
}

export function measure(pid: number): Measured | undefined {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
    return { residentMb: (pages * PAGE_BYTES) / 1e6, descriptors: readdirSync(`/proc/${pid}/fd`).length };
  } catch {
    return undefined;
  }
}
