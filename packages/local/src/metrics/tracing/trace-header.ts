/**
 * A tracing header, taken apart: which trace a request is of, who calls, and whether that is recorded.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export interface TraceHeader {
  /** `1-`, eight hexadecimal digits of seconds since the epoch, `-`, and 24 of chance. */
  readonly root: string;
  /** Segment or subsegment that calls: 16 hexadecimal digits. */
  readonly parent?: string;
  /** Undefined where nobody has decided yet. */
  readonly isSampled?: boolean;
}

const ROOT = /^1-[0-9a-f]{8}-[0-9a-f]{24}$/i;
const PARENT = /^[0-9a-f]{16}$/i;

/** Undefined for a text that names no trace: X-Ray drops it. */
export function parseTraceHeader(text: string | undefined): TraceHeader | undefined {
  const members = new Map(
    (text ?? '').split(';').map((part) => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name.trim().toLowerCase(), value.trim()] as const;
    }),
  );
  const root = members.get('root') ?? '';
  if (!ROOT.test(root)) return undefined;
  const [parent = '', sampled] = [members.get('parent'), members.get('sampled')];
  return {
    root,
    ...(PARENT.test(parent) && { parent }),
    ...((sampled === '0' || sampled === '1') && { isSampled: sampled === '1' }),
  };
}

/** The same text, unless it names no trace. */
export const knownTrace = (text: string | undefined): string | undefined => (parseTraceHeader(text) ? text : undefined);

/** `Root=…;Parent=…;Sampled=…`, without what is not known. */
export const traceHeaderText = ({ root, parent, isSampled }: TraceHeader): string =>
  [
    `Root=${root}`,
    ...(parent === undefined ? [] : [`Parent=${parent}`]),
    ...(isSampled === undefined ? [] : [`Sampled=${isSampled ? 1 : 0}`]),
  ].join(';');

/** @param now milliseconds since the epoch */
export const newRoot = (now: number, uuid: string): string =>
  `1-${Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0')}-${hexOf(uuid).slice(0, 24)}`;

/** An id of a segment. */
export const newSegmentId = (uuid: string): string => hexOf(uuid).slice(-16);

const hexOf = (uuid: string) => uuid.replaceAll('-', '').padStart(32, '0');
