import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';

/** A tab of the console: what it asks, over connections of its own. */
export interface Tab {
  /** Resolves once the answer is there; rejects for any that is not 200. */
  ask(query: string): Promise<void>;
  /** Closes its connections, as a browser does with a tab. */
  close(): void;
}

export function openTab(endpoint: string): Tab {
  const agent = new Agent({ keepAlive: true });
  const ask = async (query: string) => {
    const url = `${endpoint}/_console/${query}`;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    get(url, { agent }, (answer) => {
      text(answer).then((body) => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${url}: ${answer.statusCode} ${body}`));
      }, reject);
    }).on('error', reject);
    return promise;
  };
  return { ask, close: () => agent.destroy() };
}
