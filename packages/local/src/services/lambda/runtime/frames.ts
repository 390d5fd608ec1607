/**
 * What travels between the service and an execution environment: a small JSON header and a payload whose bytes
 * are passed on untouched. `[u32 header length][u32 payload length][header][payload]`, big-endian.
 */
export interface Frame {
  readonly header: unknown;
  readonly payload: Buffer;
}

const PREFIX_BYTES = 8;

export function encodeFrame(header: object, payload: Uint8Array): Buffer {
  const head = Buffer.from(JSON.stringify(header));
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + head.length + payload.length);
  frame.writeUInt32BE(head.length, 0);
  frame.writeUInt32BE(payload.length, 4);
  head.copy(frame, PREFIX_BYTES);
  frame.set(payload, PREFIX_BYTES + head.length);
  return frame;
}

/** Puts frames together from whatever pieces arrive. */
export function createFrameReader(onFrame: (frame: Frame) => void): (chunk: Buffer) => void {
  let pieces: Buffer[] = [];
  let available = 0;
  let wanted = PREFIX_BYTES;
  return (chunk) => {
    pieces.push(chunk);
    available += chunk.length;
    while (available >= wanted) {
      const data = Buffer.concat(pieces, available);
      const bytes = frameBytes(data);
      if (available >= bytes) onFrame(decodeFrame(data));
      const rest = available >= bytes ? data.subarray(bytes) : data;
      pieces = [rest];
      available = rest.length;
      wanted = frameBytes(rest);
    }
  };
}

/** Length of the frame that `data` begins with, or what must arrive before it can be told. */
const frameBytes = (data: Buffer): number =>
  data.length < PREFIX_BYTES ? PREFIX_BYTES : PREFIX_BYTES + data.readUInt32BE(0) + data.readUInt32BE(4);

function decodeFrame(data: Buffer): Frame {
  const payloadStart = PREFIX_BYTES + data.readUInt32BE(0);
  return {
    header: JSON.parse(data.toString('utf8', PREFIX_BYTES, payloadStart)),
    payload: data.subarray(payloadStart, payloadStart + data.readUInt32BE(4)),
  };
}
