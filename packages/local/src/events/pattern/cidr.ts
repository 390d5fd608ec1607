import { BlockList, isIP } from 'node:net';
import { refuse } from '#local/events/pattern/invalid-pattern.ts';

/** An IPv4 or IPv6 network such as `10.0.0.0/24`. */
export function cidrMatcher(network: string): (value: string) => boolean {
  const [address = '', bits = '', ...rest] = network.split('/');
  const family = familyOf(address);
  const prefix = Number(bits);
  if (!family || rest.length > 0 || !/^\d+$/.test(bits) || prefix > (family === 'ipv4' ? 32 : 128)) {
    return refuse(`Malformed CIDR, one '/' required`);
  }
  const list = new BlockList();
  list.addSubnet(address, prefix, family);
  return (value) => familyOf(value) === family && list.check(value, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 4 ? 'ipv4' : 'ipv6';
}
