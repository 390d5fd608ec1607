import { Agent, request } from 'node:http';
import { Sha256 } from '@safelight/local/services/dynamodb/upstream/sha256';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Keys } from './workflows.ts';

/** A call of Step Functions by name, which resolves with its answer. Rejects with what the service says. */
export type SignedCall = (operation: string, input: object) => Promise<Readonly<Record<string, string>>>;

/**
 * Signed calls of Step Functions without an SDK's client: that one takes more of the processor's time than the service, so that a
 * comparison of two builds would compare it with itself. https://docs.aws.amazon.com/step-functions/latest/apireference/CommonParameters.html
 */
export function signedCalls(endpoint: string, credentials: Keys): { readonly call: SignedCall; close(): void } {
  const { hostname, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true });
  const signer = new SignatureV4({ service: 'states', region: 'us-east-1', credentials, sha256: Sha256 });
  const call: SignedCall = async (operation, input) => {
    const body = JSON.stringify(input);
    const signed = await signer.sign({
      method: 'POST',
      protocol: 'http:',
      hostname,
      port: Number(port),
      path: '/',
      query: {},
      headers: {
        host: `${hostname}:${port}`,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AWSStepFunctions.${operation}`,
        'content-length': String(Buffer.byteLength(body)),
      },
      body,
    });
    const { status, text } = await post({ agent, hostname, port, headers: signed.headers }, body);
    if (status !== 200) throw new Error(`${operation} answered ${status}: ${text}`);
    return JSON.parse(text);
  };
  return { call, close: () => agent.destroy() };
}

interface Post {
  readonly agent: Agent;
  readonly hostname: string;
  readonly port: string;
  readonly headers: Readonly<Record<string, string>>;
}

const post = (options: Post, body: string) =>
  new Promise<{ readonly status: number; readonly text: string }>((resolve, reject) => {
    const asked = request({ ...options, method: 'POST', path: '/' }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (piece: string) => {
        text += piece;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
