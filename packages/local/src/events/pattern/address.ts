import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { refuse } from '#local/events/pattern/invalid-pattern.ts';

const LOOKS_LIKE_V4 = /^\d+\.\d+\.\d+\.\d+$/;
const LOOKS_LIKE_V6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;

interface Address {
  readonly family: 'ipv4' | 'ipv6';
  /** The one way to write it. */
  readonly text: string;
}

/** An IP address, however it is written; undefined for any other text. */
export function address(text: string): Address | undefined {
  if (LOOKS_LIKE_V4.test(text)) return isIPv4(text) ? { family: 'ipv4', text } : undefined;
  if (!LOOKS_LIKE_V6.test(text) || !isIPv6(text)) return undefined;
  const canonical = new URL(`http://[${text}]`).hostname.slice(1, -1);
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return { family: 'ipv6', text: canonical };
  const bytes = [high, low].flatMap((pair) => [Number.parseInt(pair, 16) >> 8, Number.parseInt(pair, 16) & 0xff]);
  return { family: 'ipv4', text: bytes.join('.') };
}

/** Whether a text lies within a network such as `10.0.0.0/24` or `2001:db8::/32`, which may not be a single address. */
export function cidrMatcher(network: string): (value: string) => boolean {
  const [base = '', bits = '', ...rest] = network.replace(/\/+$/, '').split('/');
  if (rest.length > 0 || !network.includes('/') || bits === '') return refuse("Malformed CIDR, one '/' required");
  if (!/^[+-]?\d+$/.test(bits)) return refuse('Malformed CIDR, mask bits must be an integer');
  const prefix = Number(bits);
  if (prefix < 0) return refuse('Malformed CIDR, mask bits must not be negative');
  const found = address(base);
  if (!found)
    return refuse(
      `${LOOKS_LIKE_V4.test(base) || LOOKS_LIKE_V6.test(base) ? 'Invalid' : 'Nonstandard'} IP address: ${base}`,
    );
  if (found.family === 'ipv4' && prefix > 31) return refuse('IPv4 mask bits must be < 32');
  if (prefix > 127) return refuse('IPv6 mask bits must be < 128');
  const list = new BlockList();
  list.addSubnet(found.text, prefix, found.family);
  return (value) => {
    const candidate = address(value);
    return candidate?.family === found.family && list.check(candidate.text, candidate.family);
  };
}
