/** Functions that behave in every way a function can, for the tests of the local Lambda. */
import { createSocket } from 'node:dgram';
import { promisify } from 'node:util';
import sharp from 'sharp';

interface Context {
  readonly awsRequestId: string;
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

let served = 0;

export const echo = async (event: unknown, context: Context) => {
  served += 1;
  console.log('served', served);
  return {
    event,
    served,
    pid: process.pid,
    requestId: context.awsRequestId,
    arn: context.invokedFunctionArn,
    remaining: context.getRemainingTimeInMillis(),
    environment: process.env,
  };
};

export const time = async (_event: unknown, context: Context) => {
  const now = Date.now();
  return {
    now,
    written: new Date(now).toISOString(),
    year: new Date(2001, 0, 1).getFullYear(),
    pid: process.pid,
    remaining: context.getRemainingTimeInMillis(),
  };
};

export const fail = async () => {
  throw new RangeError('too wide');
};

export const throwText = async () => {
  throw 'just text';
};

export const exit = async () => process.exit(3);

export const neverEnds = () => new Promise(() => setInterval(() => undefined, 1000));

export const neverSettles = () => new Promise(() => undefined);

export const nothing = async () => undefined;

export const large = async ({ bytes }: { readonly bytes: number }) => 'x'.repeat(bytes);

/** Native code that no signal handler and no event loop can interrupt: an AVIF encode at the highest effort. */
export const encode = async ({ side }: { readonly side: number }) => {
  if (side === 0) return 'idle';
  console.log('encoding');
  const picture = sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  });
  const encoded = await picture.avif({ effort: 9 }).toBuffer();
  return encoded.length;
};

export const withCallback = (_event: unknown, _context: unknown, callback: () => void) => callback();

/** Sends a text to X-Ray's daemon, as an SDK does. */
export const trace = async ({ text }: { readonly text: string }) => {
  const [address, port] = (process.env.AWS_XRAY_DAEMON_ADDRESS ?? '').split(':');
  const socket = createSocket('udp4');
  const send = promisify<string, number, string | undefined, unknown>(socket.send.bind(socket));
  await send(text, Number(port), address);
  socket.close();
};
