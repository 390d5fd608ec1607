import sharp, { type SharpInput } from 'sharp';

const SIDE = 16;

/**
 * How far two pictures are from each other to the eye: the mean difference per channel, from 0 to 255, of both brought to
 * 16 x 16 pixels. Pictures are compared so and never byte by byte, which would be a test of the encoder's version.
 */
export async function difference(a: SharpInput, b: SharpInput): Promise<number> {
  const [left, right] = await Promise.all([thumbnail(a), thumbnail(b)]);
  return left.reduce((sum, value, index) => sum + Math.abs(value - (right[index] ?? 0)), 0) / left.length;
}

const thumbnail = (picture: SharpInput): Promise<Buffer> =>
  sharp(picture).toColourspace('srgb').removeAlpha().resize(SIDE, SIDE, { fit: 'fill' }).raw().toBuffer();

/** The mean colour of a region, by its shares of width and height. */
export async function colourOf(
  picture: SharpInput,
  { left = 0, top = 0, width = 1, height = 1 } = {},
): Promise<readonly number[]> {
  const size = await sharp(picture).metadata();
  const region = {
    left: Math.floor(left * size.width),
    top: Math.floor(top * size.height),
    width: Math.max(1, Math.floor(width * size.width)),
    height: Math.max(1, Math.floor(height * size.height)),
  };
  const cutOut = await sharp(picture).extract(region).toColourspace('srgb').png().toBuffer();
  return (await sharp(cutOut).stats()).channels.map(({ mean }) => Math.round(mean));
}
