import { type Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';

/** Asks the console as a tab does; rejects for any answer that is not 200. */
export type Ask = (query: string) => Promise<void>;

/** A tab of the console, over connections of its own, which end with their agent. */
export const openTab =
  (endpoint: string, agent: Agent): Ask =>
  (query) => {
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
