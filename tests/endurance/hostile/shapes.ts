import { connect, type Socket } from 'node:net';

/** A way in which strangers and pages of other sites may speak to a system: none is signed, none is larger than it must be. */
export interface Shape {
  readonly name: string;
  /** Sockets that do this at a time. */
  readonly atOnce: number;
  /** What one socket sends, over and over, until its connection ends; `drip` sends it a byte at a time. */
  readonly bytes: (host: string) => string;
  readonly drip?: boolean;
}

const CROSS = 'origin: http://other.example\r\nsec-fetch-site: cross-site\r\nsec-fetch-mode: no-cors\r\n';
const MB = 1 << 20;
/** So that what is measured is the system, and not how much a machine can copy. */
const AGAIN_MS = 100;

const post = (host: string, path: string, headers: string, body: string): string =>
  `POST ${path} HTTP/1.1\r\nhost: ${host}\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`;

const objects = `<Delete>${'<Object><Key>k</Key></Object>'.repeat(100_000)}</Delete>`;
const bucket = '/darkroom-dev-000000000000-source';
const stranger =
  'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00';

export const SHAPES: readonly Shape[] = [
  {
    name: 'a page of another site posts a list of 100,000 objects to delete',
    atOnce: 2,
    bytes: (host) => post(host, `${bucket}?delete`, `${CROSS}content-type: text/plain\r\n`, objects),
  },
  {
    name: 'a stranger puts what is not allowed',
    atOnce: 4,
    bytes: (host) => post(host, `${bucket}/a?uploads`, '', 'x'.repeat(MB)),
  },
  {
    name: 'a key that nobody knows signs four megabytes',
    atOnce: 2,
    bytes: (host) =>
      post(
        host,
        '/',
        `authorization: ${stranger}\r\nx-amz-target: DynamoDB_20120810.BatchWriteItem\r\n`,
        'x'.repeat(4 * MB),
      ),
  },
  {
    name: 'a call of a JSON service without a signature',
    atOnce: 8,
    bytes: (host) => post(host, '/', 'x-amz-target: AWSStepFunctions.StartExecution\r\n', '{}'),
  },
  {
    name: 'a page of another site asks the console',
    atOnce: 8,
    bytes: (host) => `GET /_console/executions HTTP/1.1\r\nhost: ${host}\r\n${CROSS}\r\n`,
  },
  {
    name: 'headers that come a byte at a time',
    atOnce: 100,
    drip: true,
    bytes: (host) => `GET / HTTP/1.1\r\nhost: ${host}\r\nx: `,
  },
  {
    name: 'headers without end',
    atOnce: 4,
    bytes: (host) => `GET / HTTP/1.1\r\nhost: ${host}\r\nx: ${'x'.repeat(100_000)}`,
  },
  { name: 'what is no HTTP', atOnce: 8, bytes: () => '\u0000\u0001\u0002 nothing \r\n\r\n'.repeat(100) },
  {
    name: 'a body shorter than it says',
    atOnce: 20,
    drip: true,
    bytes: (host) => post(host, `${bucket}?delete`, '', 'x'.repeat(1000)),
  },
];

/** Does so until its process ends; `begun` is told once every socket has sent something. */
export function attack({ atOnce, bytes, drip }: Shape, endpoint: string, begun: () => void): void {
  const { hostname, port, host } = new URL(endpoint);
  const text = bytes(host);
  let silent = atOnce;
  const open = () => {
    const socket = connect(Number(port), hostname);
    const send = () => {
      if (drip) dripped(socket, text);
      else socket.write(text, 'latin1');
      silent -= 1;
      if (silent === 0) begun();
    };
    socket.on('connect', send).on('error', () => {});
    // An answer is a reason to go on, as a page would.
    socket.on('data', () => {
      if (!drip) setTimeout(() => socket.write(text, 'latin1'), AGAIN_MS);
    });
    socket.on('close', () => setTimeout(open, AGAIN_MS));
  };
  for (let index = 0; index < atOnce; index++) open();
}

function dripped(socket: Socket, text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at < text.length) socket.write(text.charAt(at++), 'latin1');
  }, AGAIN_MS);
  socket.on('close', () => clearInterval(timer));
}
