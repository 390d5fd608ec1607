import sharp from 'sharp';

const WIDTH = 2400;
const HEIGHT = 1600;

/** A lake at dusk, as SVG: drawn here so that no picture need lie in the repository. */
const scene = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}">
  <defs>
    <linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#141a3c"/><stop offset=".55" stop-color="#c2543c"/><stop offset="1" stop-color="#f7c873"/>
    </linearGradient>
    <linearGradient id="lake" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#e8a862"/><stop offset="1" stop-color="#10142c"/>
    </linearGradient>
    <radialGradient id="sun"><stop offset="0" stop-color="#fff6d8"/><stop offset="1" stop-color="#fff6d8" stop-opacity="0"/></radialGradient>
  </defs>
  <rect width="${WIDTH}" height="1000" fill="url(#sky)"/>
  <circle cx="1500" cy="860" r="420" fill="url(#sun)"/>
  <path d="M0 1000 L320 640 L560 860 L900 480 L1260 880 L1540 700 L1900 930 L2180 620 L2400 840 V1000 Z" fill="#2a1f3d"/>
  <path d="M0 1000 L240 860 L620 960 L980 800 L1500 980 L2000 870 L2400 980 V1000 Z" fill="#17122a"/>
  <rect y="1000" width="${WIDTH}" height="600" fill="url(#lake)"/>
  <g stroke="#fff0c8" stroke-width="6" stroke-opacity=".35" stroke-linecap="round">
    ${ripples()}
  </g>
</svg>`;

function ripples(): string {
  const lines = Array.from({ length: 26 }, (_, row) => {
    const half = 340 - row * 8 + 120 * Math.sin(row * 1.7);
    const centre = 1500 + 40 * Math.sin(row * 2.3);
    return `<path d="M${centre - half} ${1024 + row * 20} H${centre + half}"/>`;
  });
  return lines.join('');
}

/** The photo that a first start develops: a JPEG of 2400 x 1600 with film grain and EXIF. */
export async function samplePhoto(): Promise<Buffer> {
  const grain = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 9 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp(Buffer.from(scene))
    .resize(WIDTH, HEIGHT)
    .composite([{ input: grain, blend: 'soft-light' }])
    .withExif({
      IFD0: { Make: 'Darkroom', Model: 'Sample 1', Artist: 'Nobody' },
      IFD2: {
        DateTimeOriginal: '2026:06:21 21:34:00',
        FNumber: '8/1',
        ExposureTime: '1/60',
        ISOSpeedRatings: '200',
        FocalLength: '35/1',
      },
    })
    .jpeg({ quality: 92 })
    .toBuffer();
}
