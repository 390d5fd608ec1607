import { createHash, createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Where and when a signature counts: the middle of `AKIA…/20261122/us-east-1/s3/aws4_request`. */
export interface CredentialScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const scopeText = ({ date, region, service }: CredentialScope) => `${date}/${region}/${service}/aws4_request`;

export const sha256Hex = (data: string | Uint8Array) => hash('sha256', data);

/** Some milliseconds of hashing. */
const PIECE_BYTES = 4_000_000;

/** SHA-256 of what is large: others go on between its pieces. */
export async function sha256InPieces(data: Uint8Array): Promise<Buffer> {
  const digest = createHash('sha256');
  for (let at = 0; at < data.length; at += PIECE_BYTES) {
    if (at > 0) await setImmediate();
    digest.update(data.subarray(at, at + PIECE_BYTES));
  }
  return digest.digest();
}

const hmac = (key: string | Uint8Array | KeyObject, text: string) => createHmac('sha256', key).update(text).digest();

/** A key lasts a day, so four of the five HMACs of a signature are done once a day and client. */
export class SigningKeys {
  readonly #keys = new Map<string, KeyObject>();
  static readonly #LIMIT = 1_000;

  sign(secretAccessKey: string, scope: CredentialScope, stringToSign: string): string {
    return hmac(this.#key(secretAccessKey, scope), stringToSign).toString('hex');
  }

  #key(secretAccessKey: string, scope: CredentialScope): KeyObject {
    const name = `${secretAccessKey}/${scopeText(scope)}`;
    const kept = this.#keys.get(name);
    if (kept) return kept;
    if (this.#keys.size >= SigningKeys.#LIMIT) this.#keys.clear();
    const dateKey = hmac(`AWS4${secretAccessKey}`, scope.date);
    const key = createSecretKey(hmac(hmac(hmac(dateKey, scope.region), scope.service), 'aws4_request'));
    this.#keys.set(name, key);
    return key;
  }
}
