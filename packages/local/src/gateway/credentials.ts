import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Place } from '@safelight/asl/identity';
import { keptSeed } from '#gateway/kept-seed.ts';
import type { Principal, RoleSession } from '#gateway/service.ts';
import { createSeal } from '#gateway/session-token.ts';

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
  /** A function's code: a session of its role, named after it, that its role must trust Lambda to begin. */
  forFunction(functionArn: string, roleArn: string, environment: string): Credentials;
  /** A session that ends: what `AssumeRole` answers. `expiresAt` is in milliseconds since the epoch. */
  forSession(session: RoleSession, expiresAt: number): Credentials;
  /** An AWS service in its own name, such as EventBridge sending to a queue for a rule. */
  forService(servicePrincipal: string, sourceArn?: string): Credentials;
  find(accessKeyId: string, sessionToken?: string): Identity;
}

interface CredentialStoreOptions {
  /** The folder that keeps the seed of all secrets; without it they last as long as the process. */
  readonly dataDir?: string;
  readonly place: Place;
  readonly checkTrust: CheckTrust;
}

export function createCredentialStore({ dataDir, place, checkTrust }: CredentialStoreOptions): CredentialStore {
  const seal = createSeal(dataDir === undefined ? randomBytes(32) : keptSeed(join(dataDir, 'gateway', 'seed')));
  const developer = seal.developer();
  const developerIdentity: Identity = {
    kind: 'known',
    secretAccessKey: developer.secretAccessKey,
    principal: { kind: 'developer', arn: `arn:${place.partition}:iam::${place.accountId}:user/developer` },
  };
  const recent = new Map<string, Identity>();
  const findSession = (accessKeyId: string, sessionToken: string): Identity => {
    const name = `${accessKeyId} ${sessionToken}`;
    const known = recent.get(name);
    if (known) return known;
    if (recent.size >= MOST_RECENT) recent.clear();
    const identity = seal.open(accessKeyId, sessionToken);
    recent.set(name, identity);
    return identity;
  };
  return {
    developer,
    forRole(roleArn, sessionName, service, sourceArn) {
      if (service !== undefined) checkTrust(roleArn, service, sourceArn);
      return seal.issue({ principal: { kind: 'role', roleArn, sessionName } });
    },
    forFunction(functionArn, roleArn, environment) {
      checkTrust(roleArn, 'lambda.amazonaws.com', functionArn);
      const sessionName = functionArn.split(':').at(-1) ?? '';
      return seal.issue({
        principal: { kind: 'role', roleArn, sessionName, sourceFunctionArn: functionArn, environment },
      });
    },
    forSession: (principal, expiresAt) => seal.issue({ principal, expiresAt }),
    forService: (service, sourceArn) => seal.issue({ principal: { kind: 'service', service, sourceArn } }),
    find(accessKeyId, sessionToken) {
      if (accessKeyId === developer.accessKeyId) return developerIdentity;
      if (!accessKeyId.startsWith('ASIA') || sessionToken === undefined) return { kind: 'unknown-key' };
      return findSession(accessKeyId, sessionToken);
    },
  };
}

/** Tokens that were opened lately: the same few come with every request. */
const MOST_RECENT = 1_000;
