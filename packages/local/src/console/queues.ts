import type { ConsoleRoutes } from '#local/console/extension.ts';

/** What the console shows of SQS that no operation tells: messages that nobody receives by looking. */
export interface QueueViews {
  /** Messages behind a place, in the members of ReceiveMessage, and the place where the next ones begin. Throws AwsError. */
  peek(
    name: string,
    after: number,
    count: number,
  ): { readonly messages: readonly object[]; readonly next: number | undefined };
}

const MOST = 50;

/** `GET /_console/queue/messages?of=NAME&after=PLACE` */
export const peekRoutes = (views: QueueViews): ConsoleRoutes => ({
  'GET queue/messages': async ({ of, query }) => {
    const { messages: rows, next } = views.peek(of, Number(query.get('after') || 0), MOST);
    // A message becomes visible by time alone.
    return { kind: 'json', value: { rows, next: next === undefined ? undefined : String(next) }, isMeasured: true };
  },
});
