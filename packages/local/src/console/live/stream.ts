import type { ServerResponse } from 'node:http';
import { HEADERS } from '#local/console/headers.ts';
import type { Changes } from './changes.ts';

/**
 * Server-sent events, one stream a page: `hello` with the build of the pages that this system serves, then `change` whenever
 * something has changed. Browsers connect again by themselves when a system has started anew.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function sendChanges(response: ServerResponse, changes: Changes, build: string): void {
  response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream' });
  response.write(`retry: 500\nevent: hello\ndata: ${build}\n\n`);
  const stop = changes.listen(() => response.write('event: change\ndata: \n\n'));
  response.once('close', stop);
}
