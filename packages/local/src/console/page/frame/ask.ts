const meta = (name: string): string =>
  document.querySelector<HTMLMetaElement>(`meta[name="console-${name}"]`)?.content ?? '';

/** Build of the pages that this document runs. */
export const ownBuild = (): string => meta('build');

/** Headers without which nothing is changed. */
export const tokenHeaders = (): Record<string, string> => ({ 'x-console-token': meta('token') });

/** Asks a query of the console, such as `executions?status=FAILED`. Rejects with what the system says. */
export async function ask<T>(path: string, signal?: AbortSignal): Promise<T> {
  return answerOf<T>(await fetch(`/_console/${path}`, { ...(signal && { signal }) }));
}

/** Has something done; `body` goes as JSON. */
export async function tell<T>(path: string, body: unknown = {}, method = 'POST'): Promise<T> {
  const headers = { ...tokenHeaders(), 'content-type': 'application/json' };
  return answerOf<T>(await fetch(`/_console/${path}`, { method, headers, body: JSON.stringify(body) }));
}

async function answerOf<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error((await response.text()).trim() || `The system answered ${response.status}.`);
  return response.json();
}

/** A sentence for whoever looks. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof TypeError) return 'The system does not answer: it may have stopped.';
  return error instanceof Error ? error.message : String(error);
};
