import type { Counts } from '@safelight/local/usage/meter';
import type { Preset } from '#functions/shared/formats.ts';

/** What is counted of one photo that is as wide as all variants, and goes well; not what depends on the machine or on its log. */
export const PHOTO: Counts = {
  'states.transition': 16,
  'states.express.request': 1,
  // Inspect, Resize, metadata, and Convert for each width.
  'lambda.request': 6,
  // Hand-overs of three widths, nine variants, and the manifest.
  's3.put': 13,
  // Inspect, Resize and metadata read the photo, each Convert one hand-over.
  's3.get': 6,
  // The claim, the metadata, and the row with its manifest, of some 3 KB.
  'dynamodb.write-unit': 5,
  'sns.chunk': 1,
  'events.chunk': 1,
  'xray.recorded': 1,
};

/** What is counted of one order of one print that goes well. */
export const ORDER: Counts = {
  'states.transition': 20,
  'lambda.request': 2,
  // Claim, Begin reserving, Begin paying, Begin printing and Close order; Use; the ledger: rows below 1 KB. Reserve is a
  // transaction of two.
  'dynamodb.write-unit': 7 + 2 * 2,
  // Review order and Take payment read the order, Find photos the photo, the ledger its entry: each consistently.
  'dynamodb.read-unit': 4,
  'sqs.chunk': 1,
  'sns.chunk': 1,
  'events.chunk': 1,
  'xray.recorded': 1,
};

/** Processor time of encoding by preset, ÷ that of AVIF effort 2, WebP effort 4 and mozjpeg: docs/decisions/0015-encoding-presets.md. */
export const ENCODING: Readonly<Record<Preset, number>> = { balanced: 0.53, fast: 0.26, small: 6.1 };

/** The routes of a photo through Step Functions, as `npm run bench -- cost` counts them. */
export const ROUTES = {
  'as deployed': { transitions: PHOTO['states.transition'] ?? 0, requests: 1, developsInExpress: false },
  'with *Develop* as an Express child': { transitions: 9, requests: 2, developsInExpress: true },
} as const;
