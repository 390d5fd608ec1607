import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Principal } from '#gateway/service.ts';
import type { Place } from '#local/identity.ts';

/** What an SDK client signs with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What an access key stands for. */
export type Identity =
  | {
      readonly kind: 'known';
      readonly secretAccessKey: string;
      readonly principal: Principal;
      readonly expiresAt?: number;
    }
  | { readonly kind: 'unknown-key' }
  | { readonly kind: 'bad-token' };

/** Throws unless the role's trust policy lets that service (`lambda.amazonaws.com`) use it. */
export type CheckTrust = (roleArn: string, service: string, sourceArn?: string) => void;

/**
 * Everybody who can sign a request. Nothing is kept per session: a secret is derived from its access key,
 * and a session token carries whom it stands for under a seal, so sessions neither pile up nor end at a restart.
 */
export interface CredentialStore {
  readonly developer: Credentials;
  /** Without `service` the trust policy is not asked; `sourceArn` is the rule, pipe or machine for which it works. */
  forRole(roleArn: string, sessionName: string, service?: string, sourceArn?: string): Credentials;
  /** A session that ends: what `AssumeRole` answers. `expiresAt` is in milliseconds since the epoch. */
  forSession(roleArn: string, sessionName: string, expiresAt: number): Credentials;
  /** An AWS service in its own name, such as EventBridge sending to a queue for a rule. */
  forService(servicePrincipal: string, sourceArn?: string): Credentials;
  find(accessKeyId: string, sessionToken?: string): Identity;
}

interface CredentialStoreOptions {
  /** The folder that keeps the seed of all secrets; without it they last as long as the process. */
  readonly dataDir?: string;
  readonly place: Place;
  readonly checkTrust?: CheckTrust;
}

const sealed = z.strictObject({
  principal: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('role'), roleArn: z.string(), sessionName: z.string() }),
    z.strictObject({ kind: z.literal('service'), service: z.string(), sourceArn: z.optional(z.string()) }),
  ]),
  expiresAt: z.optional(z.number()),
});
type Sealed = z.infer<typeof sealed>;

export function createCredentialStore({ dataDir, place, checkTrust }: CredentialStoreOptions): CredentialStore {
  const seed = dataDir === undefined ? randomBytes(32) : keptSeed(join(dataDir, 'gateway'));
  const mac = (text: string) => createHmac('sha256', seed).update(text).digest();
  const secretOf = (accessKeyId: string) => mac(`secret ${accessKeyId}`).toString('base64').slice(0, 40);
  const developerKey = `AKIA${keyPart(mac('developer'))}`;
  const developer = { accessKeyId: developerKey, secretAccessKey: secretOf(developerKey) };
  const developerArn = `arn:${place.partition}:iam::${place.accountId}:user/developer`;

  const issue = (content: Sealed): Credentials => {
    const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
    const seal = mac(payload);
    const accessKeyId = `ASIA${keyPart(seal)}`;
    const sessionToken = `${payload}.${seal.toString('base64url')}`;
    return { accessKeyId, secretAccessKey: secretOf(accessKeyId), sessionToken };
  };

  const open = (accessKeyId: string, token: string): Sealed | undefined => {
    const [payload = '', given = ''] = token.split('.');
    const seal = mac(payload);
    const same = Buffer.from(given, 'base64url');
    if (same.length !== seal.length || !timingSafeEqual(same, seal)) return undefined;
    return accessKeyId === `ASIA${keyPart(seal)}` ? sealed.parse(JSON.parse(fromBase64(payload))) : undefined;
  };

  return {
    developer,
    forRole(roleArn, sessionName, service, sourceArn) {
      if (service !== undefined) checkTrust?.(roleArn, service, sourceArn);
      return issue({ principal: { kind: 'role', roleArn, sessionName } });
    },
    forSession: (roleArn, sessionName, expiresAt) =>
      issue({ principal: { kind: 'role', roleArn, sessionName }, expiresAt }),
    forService: (service, sourceArn) => issue({ principal: { kind: 'service', service, sourceArn } }),
    find(accessKeyId, sessionToken) {
      if (accessKeyId === developerKey) {
        return {
          kind: 'known',
          secretAccessKey: developer.secretAccessKey,
          principal: { kind: 'developer', arn: developerArn },
        };
      }
      if (!accessKeyId.startsWith('ASIA') || sessionToken === undefined) return { kind: 'unknown-key' };
      const content = open(accessKeyId, sessionToken);
      return content
        ? { kind: 'known', secretAccessKey: secretOf(accessKeyId), ...known(content) }
        : { kind: 'bad-token' };
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

function keptSeed(folder: string): Buffer {
  const file = join(folder, 'seed');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return Buffer.from(readFileSync(file, 'utf8'), 'hex');
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Sixteen characters of the alphabet of access keys. */
const keyPart = (bytes: Buffer) => [...bytes.subarray(0, 16)].map((byte) => BASE32[byte & 31]).join('');

const fromBase64 = (text: string) => Buffer.from(text, 'base64url').toString('utf8');
