const OURS = /^(VITEST|NODE_ENV$|TEST$|PROD$|DEV$|MODE$|BASE_URL$|npm_|INIT_CWD$)/;

/** The environment without what this test runner and npm have put there: for commands that run a runner of their own. */
export const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
