import { type Daemon, openDaemon } from '#local/metrics/tracing/daemon.ts';
import type { Tracing } from '#local/metrics/tracing/tracing.ts';
import { senderOf } from '#services/lambda/invocation/traced.ts';
import type { LambdaFunction } from '#services/lambda/lambda-function.ts';

/** X-Ray's daemons: one for each function, which sends in the name of its role. */
export interface Daemons {
  /** Where the function's listens. */
  addressOf(lambda: LambdaFunction): Promise<string>;
  close(): void;
}

export function createDaemons({ send }: Pick<Tracing, 'send'>): Daemons {
  const opened = new Map<string, Promise<Daemon>>();
  return {
    async addressOf(lambda) {
      // Another role is another sender.
      const key = `${lambda.arn} ${lambda.roleArn}`;
      const daemon = opened.get(key) ?? openDaemon((document) => send(senderOf(lambda), [document]));
      opened.set(key, daemon);
      return (await daemon).address;
    },
    close() {
      for (const daemon of opened.values()) daemon.then((one) => one.close()).catch(() => undefined);
      opened.clear();
    },
  };
}
