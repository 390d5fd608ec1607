import type { Sharp } from 'sharp';
import { FORMATS, type FormatConfig } from '../shared/formats.ts';

/**
 * The last step of a pipeline. A format without alpha is laid on a background: without one its transparent pixels would
 * turn black.
 */
export const encoder = (picture: Sharp, config: FormatConfig, background: string): Sharp =>
  encoded(FORMATS[config.format].alpha ? picture : picture.flatten({ background }), config);

/** A configuration is sharp's options by their names, and the format's name, which sharp does not ask for. */
function encoded(picture: Sharp, config: FormatConfig): Sharp {
  switch (config.format) {
    case 'avif':
      return picture.avif(config);
    case 'webp':
      return picture.webp(config);
    case 'jpeg':
      return picture.jpeg(config);
  }
}
