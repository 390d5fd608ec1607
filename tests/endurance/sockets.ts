import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A TCP socket of a process as Linux shows it; ports are 0 where there is none. */
interface ProcessSocket {
  readonly isListening: boolean;
  readonly port: number;
  readonly peerPort: number;
}

/** The state of a socket that listens. https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html */
const LISTENING = '0A';

/** The TCP sockets that a process has open. */
export function socketsOf(pid: number): readonly ProcessSocket[] {
  const inodes = new Set(linksOf(pid).flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/${pid}/net/${family}`, 'utf8')
      .split('\n')
      .slice(1)
      .flatMap((line) => socketOf(line.trim().split(/\s+/), inodes)),
  );
}

function socketOf(fields: readonly string[], inodes: ReadonlySet<string>): readonly ProcessSocket[] {
  const [, local = '', peer = '', state, , , , , , inode = ''] = fields;
  if (!inodes.has(inode)) return [];
  return [{ isListening: state === LISTENING, port: portOf(local), peerPort: portOf(peer) }];
}

const portOf = (address: string): number => Number.parseInt(address.split(':')[1] ?? '0', 16);

/** What the descriptors of a process stand for, such as `socket:[4711]` or the path of a file. */
export const linksOf = (pid: number): readonly string[] =>
  readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return readlinkSync(`/proc/${pid}/fd/${fd}`);
    } catch {
      return [];
    }
  });
