/** Words that a command must refuse, and what its one line then says. */
export type Wrong = readonly [words: string, line: RegExp];

/** Where there is neither a file nor a folder. */
const NOWHERE = 'tests/support/nowhere';

const STAGE = [['--stage X', /--stage takes lower-case letters/]] as const;
const ORDER = [
  ['', /ORDER is missing/],
  ['a --stage X', /--stage takes/],
] as const;
const PLAIN: readonly Wrong[] = [];

/**
 * Commands of this repository, by the name of the npm script or of the program that a package installs. Of each are tried `--help`, a
 * word that none knows, an option that none knows, and these.
 */
export const COMMANDS: Readonly<Record<string, readonly Wrong[]>> = {
  cost: [
    ['--photo a --order b', /--photo and --order exclude each other/],
    ['--since yesterday', /--since takes a time/],
    ['--price tea=1', /--price takes KIND=DOLLARS/],
    ['--stage A_B', /--stage takes/],
  ],
  start: [
    ['photo.jpg', /npm start -- --once photo\.jpg/],
    ['--once', /--once needs the files/],
    [`--once ${NOWHERE}`, /does not exist/],
    ['--once docs', /docs is not a file/],
    ['--json', /--json goes with --once/],
    ['--out here', /--out goes with --once/],
    ['--port many', /--port takes a number/],
    ['--fault lamp', /A fault is/],
    ['--permissions maybe', /--permissions takes on or off/],
    ['--dynamodb here', /--dynamodb takes a URL/],
    ['--concurrency 0', /--concurrency takes a number above 0/],
    ...STAGE,
  ],
  safelight: [
    ['a b', /One folder at a time/],
    [NOWHERE, /There is no serverless\.yml/],
    ['--port 65536', /--port takes a number/],
  ],
  asl: [
    ['', /say test or validate/],
    ['validate', /needs at least one file/],
    [`validate ${NOWHERE}`, /there is no such file/],
    ['validate docs', /there is no state machine in it/],
    ['validate statemachines --input a.json', /--input says nothing with validate/],
    [`test ${NOWHERE}`, /there is no such file/],
    ['test a.asl.json b.asl.json', /test needs one file/],
    [`test study/approval.asl.json --mocks ${NOWHERE}`, /there is no such file/],
    [`test study/approval.asl.json --input ${NOWHERE}`, /there is no such file/],
    ['test study/approval.asl.json --state Nowhere', /has no such state/],
    ['test study/approval.asl.json --level DEBUG', /--level says nothing with no --state/],
    ['test study/approval.asl.json --case one', /--case says nothing with no --mocks/],
    ['test study/approval.asl.json --mocks study/mocks/approval.json --case nowhere', /--case nowhere/],
    ['test study/approval.asl.json --set NAME', /write NAME=VALUE/],
  ],
  create: [
    ['', /DIR is missing/],
    ['a b', /Unexpected argument 'b'/],
    [`${NOWHERE}`, /--name is missing/],
    [`${NOWHERE} --name Acme`, /--name takes lower-case letters/],
    [`${NOWHERE} --name acme --without images`, /images cannot be left out/],
    [`${NOWHERE} --name acme --without frames`, /--without takes orders/],
    [`${NOWHERE} --name acme --region mars`, /--region takes a region/],
    ['docs --name acme', /is not empty/],
    ['README.md --name acme', /is a file/],
    ['docs --update', /was not made by npm run create/],
    [`${NOWHERE} --update`, /was not made by npm run create/],
    ['docs --update --name acme', /--update goes without --name/],
  ],
  package: STAGE,
  deploy: STAGE,
  adopt: STAGE,
  teardown: [
    ...STAGE,
    ['--stage prod', /add --confirm prod/],
    ['--stage dev --confirm prod', /--confirm prod is not --stage dev/],
  ],
  smoke: [...STAGE, ['--patience 0', /--patience takes a number of seconds/]],
  redrive: STAGE,
  'photos:resend': STAGE,
  repair: [[`--data ${NOWHERE}`, /There is no database/]],
  'check:consistency': [...STAGE, [`--data ${NOWHERE}`, /There is no data folder/]],
  'photos:link': [
    ['', /KEY is missing/],
    ['a --expires 0', /--expires is a whole number/],
    ['a --stage X', /--stage takes/],
  ],
  'orders:place': [
    ['', /PHOTO is missing/],
    ['a --quantity none', /^quantity: /],
    ['a --size 1x1', /prints of 1x1 on matte are not sold/],
    ['a --stage X', /--stage takes/],
  ],
  'orders:stock': [
    ['', /SHEETS is missing/],
    ['many', /^SHEETS is a number from 1 to 9999999, not many\.\n/],
    ['1 --sku glass', /There is no paper glass/],
    ['1 --stage X', /--stage takes/],
  ],
  'orders:approve': [
    ['--approve', /ORDER is missing/],
    ['a', /Say one of --approve, --refuse and --hold/],
    ['a --approve --refuse', /^Say one of --approve, --refuse and --hold\.\n/],
    ['a --hold --reason late', /--reason goes with an answer/],
    ['a --approve --stage X', /--stage takes/],
  ],
  'orders:cancel': ORDER,
  'orders:replay': [
    ...STAGE,
    ['--attempt 0', /--attempt takes a number/],
    ['--attempt x', /^--attempt takes a number from 1 to 99, not x\.\n/],
  ],
  bench: [
    ['', /say which benchmark/],
    ['nothing', /no benchmark nothing/],
    ['engine --nothing', /Unknown option '--nothing'/],
    ['engine --pairs 5', /--pairs goes with --against/],
    ['engine --against nowhere', /--against nowhere/],
    ['burst --count 0', /a whole number above 0/],
    [`pipeline --images ${NOWHERE}`, /there is no such folder/],
    ['pipeline --images docs --count 2', /leave it out with --images/],
  ],
  chaos: [
    ['--rounds none', /--rounds/],
    ['--seed -1', /--seed/],
  ],
  fuzz: [
    ['--count 0', /--count takes a whole number/],
    ['--seed none', /--seed takes a whole number/],
    ['--only none', /--only takes a whole number/],
    ['--only 1 --count 2', /leave --count out/],
    [`--images ${NOWHERE}`, /there is no such folder/],
  ],
  nightly: [],
  study: [
    ['99', /There is no question 99/],
    ['seven', /is not the number of a question/],
    ['1 2', /One question at a time/],
    ['1 --all', /not both/],
    ['--keep', /need a question/],
    ['--all --keep', /go with one question/],
    ['1 --port many', /--port takes a number/],
  ],
  'docs:check': [['--page nowhere.md', /none of the pages that are checked/]],
  'docs:architecture': PLAIN,
  'docs:facts': PLAIN,
  'docs:questions': PLAIN,
  'docs:supported': PLAIN,
  'docs:pictures': PLAIN,
  'docs:permissions': PLAIN,
  'docs:limits': PLAIN,
  'docs:cost': PLAIN,
  'docs:scanners': PLAIN,
  'conformance:driver': PLAIN,
  conformance: PLAIN,
  'lint:template': PLAIN,
  'test:oracles': [
    ['--pairs 0', /--pairs takes a whole number/],
    ['--seed none', /--seed takes a whole number/],
  ],
  'test:permissions': [['--only', /argument missing/]],
  'test:browser': PLAIN,
  'test:hostile': PLAIN,
  soak: [
    ['--minutes 0', /--minutes takes a number above 0/],
    ['--rate many', /--rate takes a number above 0/],
    ['--minutes 2 --warm 2', /--warm takes fewer minutes/],
  ],
  'test:clients': PLAIN,
  'test:pictures': PLAIN,
  'test:lambda-runtime': PLAIN,
  'test:dynamodb-local': [
    ['--calls none', /--calls takes a whole number/],
    ['--only parts', /--only takes differential or story/],
    ['--only story --calls 2', /leave them out with --only story/],
  ],
};

/** npm scripts that are another program's command, or several: that program has its own help and its own words. */
export const OTHERS: Readonly<Record<string, 'vitest' | 'tsc' | 'biome' | 'npm'>> = {
  test: 'npm',
  'test:unit': 'vitest',
  typecheck: 'tsc',
  lint: 'biome',
  format: 'biome',
  'test:package': 'vitest',
  'test:create': 'vitest',
  'test:recipes': 'vitest',
  'test:moto': 'vitest',
  'test:faults': 'vitest',
  'test:random': 'vitest',
  'test:disk': 'vitest',
  'test:cuts': 'vitest',
};
