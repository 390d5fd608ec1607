import { freeBytes } from '../shared/bytes.ts';
import { s3 } from '../shared/clients.ts';
import { configurationDigest } from '../shared/configuration-digest.ts';
import { required } from '../shared/env.ts';
import { RejectedError } from '../shared/errors.ts';
import { createHandler } from '../shared/handler.ts';
import { revisionPrefix } from '../shared/keys.ts';
import { MetricName, metrics } from '../shared/observability.ts';
import { readSource } from '../shared/source-object.ts';
import { type VariantConfig, variantsOf } from '../shared/variants.ts';
import { correlatePhoto, type InspectInput, inspectInput } from './inputs.ts';
import { inspectPicture, type Picture } from './inspect-picture.ts';
import { limitsHere } from './limits.ts';
import { type Plan, planVariants } from './plan.ts';

export interface Inspection {
  readonly picture: Picture;
  /** The digest of the configuration that the plan is of. */
  readonly configuration: string;
  /** Where everything that is made of this revision lies, in the output and in the work bucket. */
  readonly prefix: string;
  readonly plan: Plan;
  /** What the variants keep of the source's user metadata. */
  readonly userMetadata: Readonly<Record<string, string>>;
}

const config = variantsOf(required('STAGE'));
const configuration = configurationDigest(config);

async function inspect(input: InspectInput): Promise<Inspection> {
  if (input.key.endsWith('/')) throw new RejectedError('FolderMarker', 'The key ends in a slash: it marks a folder.');
  const limits = limitsHere();
  const { bytes, userMetadata } = await readSource(s3, input, limits.bytes);
  const picture = await inspectPicture(bytes, limits);
  freeBytes(bytes);
  metrics.addMetric(MetricName.PhotoInspected, 'Count', 1);
  return {
    picture,
    configuration,
    prefix: revisionPrefix(input.key, input.revision),
    plan: planVariants(picture, config),
    userMetadata: allowed(userMetadata, config.userMetadata),
  };
}

const allowed = (metadata: Readonly<Record<string, string>>, names: VariantConfig['userMetadata']) =>
  Object.fromEntries(Object.entries(metadata).filter(([name]) => names.includes(name)));

export const handler = createHandler({ input: inspectInput, correlate: correlatePhoto, run: inspect });
