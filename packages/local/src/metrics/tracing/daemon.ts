import { createSocket } from 'node:dgram';
import { once } from 'node:events';

/** The X-Ray daemon: takes documents by UDP from code that runs on this machine. */
export interface Daemon {
  /** `127.0.0.1:PORT`, as `AWS_XRAY_DAEMON_ADDRESS` has it. */
  readonly address: string;
  close(): void;
}

/** @param onDocument told of each document, whatever it is worth; what does not begin with the daemon's header is dropped */
export async function openDaemon(onDocument: (document: string) => void): Promise<Daemon> {
  const socket = createSocket('udp4');
  socket.on('message', (message) => {
    const document = documentIn(message.toString());
    if (document !== undefined) onDocument(document);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.unref();
  const { address, port } = socket.address();
  return { address: `${address}:${port}`, close: () => void socket.close() };
}

/** Behind `{"format": "json", "version": 1}` and a new line. https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon */
function documentIn(message: string): string | undefined {
  const end = message.indexOf('\n');
  if (end === -1) return undefined;
  try {
    const header: unknown = JSON.parse(message.slice(0, end));
    const isOurs = JSON.stringify(header) === '{"format":"json","version":1}';
    return isOurs ? message.slice(end + 1) : undefined;
  } catch {
    return undefined;
  }
}
