import type { AuthorizerDeps } from '#services/iam/authorizer.ts';

/** An authorizer whose judgements nobody watches. */
export const unwatched: Pick<AuthorizerDeps, 'onDenied' | 'onJudged'> = { onDenied: () => {}, onJudged: () => {} };
