import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { Credentials, Identity } from '#gateway/credentials.ts';
import type { Principal } from '#gateway/service.ts';

const sealed = z.strictObject({
  principal: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('role'),
      roleArn: z.string(),
      sessionName: z.string(),
      issuedAt: z.exactOptional(z.number()),
      sessionPolicies: z.exactOptional(
        z.strictObject({ document: z.exactOptional(z.string()), arns: z.array(z.string()).readonly() }),
      ),
      sourceFunctionArn: z.exactOptional(z.string()),
      environment: z.exactOptional(z.string()),
    }),
    z.strictObject({ kind: z.literal('service'), service: z.string(), sourceArn: z.optional(z.string()) }),
  ]),
  expiresAt: z.optional(z.number()),
});
/** What a session token carries. */
export type Sealed = z.infer<typeof sealed>;

export interface Seal {
  developer(): Credentials;
  issue(content: Sealed): Credentials;
  /** Whom a token stands for; `bad-token` when it was not issued here, or for another key. */
  open(accessKeyId: string, token: string): Identity;
}

/** Sessions that were issued lately: a state machine's and a function's are asked for with every call. */
const MOST_ISSUED = 1_000;

/** Derives every key and secret from one seed, and seals what tokens carry with it. */
export function createSeal(seed: Buffer): Seal {
  // Node makes a key of bytes anew for each MAC, which takes longer than the MAC.
  const key = createSecretKey(seed);
  const mac = (text: string) => createHmac('sha256', key).update(text).digest();
  const secretOf = (accessKeyId: string) => mac(`secret ${accessKeyId}`).toString('base64').slice(0, 40);
  const issued = new Map<string, Credentials>();
  const derive = (payload: string): Credentials => {
    const seal = mac(payload);
    const accessKeyId = `ASIA${keyPart(seal)}`;
    const sessionToken = `${payload}.${seal.toString('base64url')}`;
    return { accessKeyId, secretAccessKey: secretOf(accessKeyId), sessionToken };
  };
  return {
    developer() {
      const accessKeyId = `AKIA${keyPart(mac('developer'))}`;
      return { accessKeyId, secretAccessKey: secretOf(accessKeyId) };
    },
    issue(content) {
      const text = JSON.stringify(content);
      const known = issued.get(text);
      if (known) return known;
      const credentials = derive(Buffer.from(text).toString('base64url'));
      if (issued.size >= MOST_ISSUED) issued.clear();
      issued.set(text, credentials);
      return credentials;
    },
    open(accessKeyId, token) {
      const [payload = '', given = ''] = token.split('.');
      const seal = mac(payload);
      const same = Buffer.from(given, 'base64url');
      const genuine = same.length === seal.length && timingSafeEqual(same, seal);
      if (!genuine || accessKeyId !== `ASIA${keyPart(seal)}`) return { kind: 'bad-token' };
      const content = sealed.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
      return { kind: 'known', secretAccessKey: secretOf(accessKeyId), ...known(content) };
    },
  };
}

function known({ principal, expiresAt }: Sealed): { readonly principal: Principal; readonly expiresAt?: number } {
  return { principal: definedOnly(principal), ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function definedOnly(principal: Sealed['principal']): Principal {
  if (principal.kind === 'role') return principal;
  const { service, sourceArn } = principal;
  return sourceArn === undefined ? { kind: 'service', service } : { kind: 'service', service, sourceArn };
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Sixteen characters of the alphabet of access keys. */
const keyPart = (bytes: Buffer) => [...bytes.subarray(0, 16)].map((byte) => BASE32[byte & 31]).join('');
