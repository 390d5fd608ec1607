import { correlatePhoto, type MetadataInput, metadataInput } from '../images/inputs.ts';
import { limitsHere } from '../images/limits.ts';
import { freeBytes } from '../shared/bytes.ts';
import { s3 } from '../shared/clients.ts';
import { required } from '../shared/env.ts';
import { createHandler } from '../shared/handler.ts';
import { readSource } from '../shared/source-object.ts';
import { variantsOf } from '../shared/variants.ts';
import { describePicture, type PictureMetadata } from './describe-picture.ts';

const config = variantsOf(required('STAGE'));

async function read(photo: MetadataInput): Promise<PictureMetadata> {
  const { bytes } = await readSource(s3, photo, limitsHere().bytes);
  const metadata = await describePicture(bytes, config.exif);
  freeBytes(bytes);
  return metadata;
}

export const handler = createHandler({ input: metadataInput, correlate: correlatePhoto, run: read });
