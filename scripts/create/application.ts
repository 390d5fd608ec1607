/**
 * What a team takes along: paths of the repository, by their beginnings. Everything else is the runtime, which comes as packages,
 * or about Darkroom itself.
 */
export const TAKEN = [
  ...['.editorconfig', '.gitignore', '.nvmrc', '.github/dependabot.yml', '.github/workflows/deploy.yml'],
  ...[
    'biome.json',
    'LICENSE',
    'package.json',
    'package-lock.json',
    'serverless.yml',
    'tsconfig.json',
    'tsconfig.page.json',
    'vitest.config.ts',
  ],
  ...['events/', 'functions/', 'lab/', 'scripts/', 'serverless/', 'statemachines/'],
  ...[
    'docs/deploy.md',
    'docs/make-it-yours.md',
    'docs/permissions.md',
    'docs/pictures.md',
    'docs/operate.md',
    'docs/scanners.md',
  ],
  ...[
    'tests/e2e/',
    'tests/integration/',
    'tests/model/',
    'tests/slow/system/',
    'tests/slow/vitest.config.ts',
    'tests/support/',
    'tests/template/',
    'tests/workflows/',
  ],
  ...[
    'tests/unit/docs/pictures',
    'tests/unit/functions/',
    'tests/unit/lab/',
    'tests/unit/scripts/',
    'tests/unit/serverless/',
  ],
] as const;

/** What stays behind although it lies below one of these: tools and tests of the runtime, and of this repository. */
export const LEFT = [
  ...[
    'scripts/create',
    'scripts/docs/architecture.ts',
    'scripts/docs/check',
    'scripts/docs/facts.ts',
    'scripts/cost',
    'scripts/docs/cost.ts',
    'tests/unit/scripts/cost/',
    'tests/slow/system/cost.slow.ts',
    'scripts/docs/questions.ts',
    'scripts/docs/response-limits.ts',
    'scripts/lib/response-limits.ts',
    'scripts/fuzz',
    'scripts/docs/supported.ts',
    'scripts/photos/sample-photo.ts',
    'tests/unit/scripts/fuzz/',
  ],
  ...[
    'tests/unit/scripts/docs/supported.test.ts',
    'tests/unit/scripts/create/',
    'tests/unit/scripts/docs/check/',
    'tests/support/house/',
  ],
  ...['tests/support/debian.ts'],
] as const;

/** npm scripts that come along; those of a half go with it. */
export const SCRIPTS =
  /^(start|test|test:unit|typecheck|lint|format|package|check:consistency|photos:link|library:\w+|redrive|orders:\w+|asl|docs:(permissions|pictures|scanners)|deploy|teardown|adopt|smoke|test:system|lint:template)$/;

/** Development dependencies that no file imports. */
export const TOOLS = [
  ...['@biomejs/biome', '@types/aws-lambda', '@types/node', 'node', 'serverless', 'serverless-step-functions'],
  ...['typescript', 'vitest'],
] as const;

export const isTaken = (path: string): boolean =>
  TAKEN.some((begin) => path.startsWith(begin)) && !LEFT.some((begin) => path.startsWith(begin));
