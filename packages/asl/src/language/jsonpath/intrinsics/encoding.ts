import { createHash } from 'node:crypto';
import { holdAll } from '../../budget.ts';
import { arity, IntrinsicError, type IntrinsicFunction, textAt } from './function.ts';

/** Most characters that are encoded, decoded or hashed. */
const LONGEST_TEXT = 10_000;

/** Names as `States.Hash` takes them, and as Node's crypto does. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html#asl-intrsc-func-data-encoding */
export const encoding: Readonly<Record<string, IntrinsicFunction>> = {
  'States.Base64Encode': (args) => Buffer.from(shortText(args)).toString('base64'),
  'States.Base64Decode': (args) => decoded(shortText(args)),
  'States.Hash': (args, _ports, budget) => {
    arity(args, 2);
    holdAll(args, budget);
    const data = args[0] ?? null;
    return hash(typeof data === 'string' ? data : JSON.stringify(data), textAt(args, 1));
  },
  'States.UUID': (args, { ids }) => {
    arity(args, 0);
    return ids.uuid();
  },
};

export function hash(text: string, algorithm: string): string {
  const name = ALGORITHMS[algorithm];
  if (name === undefined) {
    throw new IntrinsicError(`The algorithm must be one of ${Object.keys(ALGORITHMS).join(', ')}`);
  }
  if (text.length > LONGEST_TEXT) throw new IntrinsicError(`The data must not exceed ${LONGEST_TEXT} characters`);
  return createHash(name).update(text).digest('hex');
}

/** Letters of the standard alphabet in fours, the last of which may lack its padding. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

function decoded(text: string): string {
  if (!BASE64.test(text)) throw new IntrinsicError('The argument is not valid Base64');
  return Buffer.from(text, 'base64').toString();
}

function shortText(args: readonly unknown[]): string {
  const [text] = args;
  if (args.length !== 1 || typeof text !== 'string') throw new IntrinsicError('There must be one argument, a string');
  if (text.length > LONGEST_TEXT) throw new IntrinsicError(`The data must not exceed ${LONGEST_TEXT} characters`);
  return text;
}
