import type { Json } from '@safelight/asl/json';
import { AwsError } from '@safelight/local/gateway/aws-error';

export interface TaskTokens {
  /** Resolves with what is sent for the token. */
  wait(token: string, signal: AbortSignal, onHeartbeat: () => void): Promise<Json>;
  /** Throws as AWS does when nobody waits behind the token. */
  answer(kind: 'success' | 'heartbeat', token: string, output: string): void;
}

export function createTaskTokens(): TaskTokens {
  const waiting = new Map<string, { readonly succeed: (output: Json) => void; readonly beat: () => void }>();
  return {
    wait: (token, signal, beat) =>
      new Promise((succeed) => {
        waiting.set(token, { succeed, beat });
        signal.addEventListener('abort', () => waiting.delete(token), { once: true });
      }),
    answer(kind, token, output) {
      const waiter = waiting.get(token);
      if (!waiter) throw new AwsError('TaskTimedOut', 'Task Timed Out');
      if (kind === 'heartbeat') return waiter.beat();
      waiting.delete(token);
      waiter.succeed(JSON.parse(output));
    },
  };
}
