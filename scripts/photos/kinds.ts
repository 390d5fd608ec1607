/** What is read of a format, and what its variants keep. Each kind is a test. */
interface DevelopedFormat {
  readonly format: string;
  readonly kinds: readonly string[];
  readonly colour: string;
  readonly motion: string;
  readonly metadata: string;
}

export const DEVELOPED: readonly DevelopedFormat[] = [
  {
    format: 'JPEG',
    kinds: ['baseline', 'progressive', 'grey', 'CMYK', 'without its end marker', 'with a second picture behind it'],
    colour: 'profile',
    motion: '–',
    metadata: 'EXIF',
  },
  {
    format: 'PNG',
    kinds: ['8 bits', '16 bits', 'palette', 'grey', 'with alpha', 'interlaced'],
    colour: 'profile; cICP with PQ and HLG; gAMA and cHRM',
    motion: 'the first picture of an APNG',
    metadata: 'EXIF, also behind the pixels',
  },
  {
    format: 'WebP',
    kinds: ['lossy', 'lossless', 'with alpha', 'animated', 'animated, on its side'],
    colour: 'profile',
    motion: 'moves in WebP, first frame in the others',
    metadata: 'EXIF',
  },
  {
    format: 'AVIF',
    kinds: [
      '8 bits',
      '10 bits',
      'with alpha',
      'alpha that colours are multiplied by',
      'animated, with a primary picture',
    ],
    colour: 'profile; code points with PQ and HLG',
    motion: 'the primary picture',
    metadata: 'EXIF',
  },
  {
    format: 'GIF',
    kinds: ['still', 'animated', 'with an uncovered canvas, which can be seen through'],
    colour: 'sRGB',
    motion: 'moves in WebP, first frame in the others',
    metadata: '–',
  },
  {
    format: 'TIFF',
    kinds: [
      ...['8 bits', '16 bits', '32 bits', 'signed', 'floating-point', 'grey', '16-bit grey with a profile', '1 bit'],
      ...['palette', 'CMYK', 'with alpha', 'further channels, which are left out', 'big-endian', 'BigTIFF'],
      ...['tiles', 'LZW', 'Deflate', 'PackBits', 'JPEG', 'WebP', 'several pages'],
    ],
    colour: 'profile',
    motion: 'the first page',
    metadata: 'its own tags and EXIF',
  },
  {
    format: 'BMP',
    kinds: ['24 bits', '32 bits with alpha', '16 bits', 'palette', 'run lengths', 'OS/2'],
    colour: 'sRGB',
    motion: '–',
    metadata: '–',
  },
];

/** What is refused, by which code, and what people are told. Each row is a test. */
export const REFUSED: readonly { readonly kind: string; readonly code: string; readonly sentence: string }[] = [
  {
    kind: "a camera's raw file: DNG, NEF, ARW, CR2, CR3, PEF, RAF, ORF, RW2 …",
    code: 'UnsupportedFormat',
    sentence:
      "The file is a camera's raw data (DNG), a negative and no picture yet: export it as JPEG or TIFF from the program that develops it, or let the camera store JPEG beside it.",
  },
  {
    kind: 'HEIC',
    code: 'Heic',
    sentence:
      'HEIC is not developed: export the photo as JPEG. On an iPhone, Settings > Camera > Formats > Most Compatible stores JPEG from now on; on a Samsung, switch "High efficiency pictures" off.',
  },
  {
    kind: 'TIFF: 8-bit or ICC Lab; tiles of separate planes; old-style JPEG, LZMA, Zstandard, JPEG 2000, JPEG XL; 12 or 64 bits, short floating-point grey; YCbCr that is not compressed as JPEG; more than 32 channels',
    code: 'UnsupportedFormat',
    sentence:
      'The picture is a TIFF with LZMA compression, which is not developed: save it with 8 or 16 bits in RGB, uncompressed or with LZW.',
  },
  {
    kind: 'JPEG of 12 bits, lossless JPEG, JPEG-LS',
    code: 'UnsupportedFormat',
    sentence:
      'The picture is a JPEG with samples of 12 bits, which is not developed: save it as an ordinary JPEG, or as PNG.',
  },
  {
    kind: 'an animated AVIF without a primary picture',
    code: 'UnsupportedFormat',
    sentence:
      'The picture is an AVIF animation without a still picture of its own, which is not developed: save it as GIF or WebP.',
  },
  {
    kind: 'BMP of 24-bit run lengths, or with a JPEG or PNG inside',
    code: 'UnsupportedFormat',
    sentence: 'The picture is a BMP with a compression that is not developed: save it without any, or as PNG.',
  },
  {
    kind: 'JPEG 2000',
    code: 'Jpeg2000',
    sentence: 'JPEG 2000 is not developed: save the photo as JPEG or PNG.',
  },
  {
    kind: 'SVG',
    code: 'Svg',
    sentence: 'SVG is a drawing that can refer to other files: export it as PNG.',
  },
  {
    kind: 'text, HTML, PDF, JPEG XL, a film, a compressed file …',
    code: 'UnsupportedFormat',
    sentence: 'The file is no picture in a format that is developed: JPEG, PNG, WebP, AVIF, GIF, TIFF or BMP.',
  },
  {
    kind: 'a file that ends before its picture does',
    code: 'Truncated',
    sentence: 'The picture is not whole: upload it again.',
  },
  { kind: 'a damaged picture', code: 'Corrupt', sentence: 'The picture is damaged and cannot be decoded.' },
  {
    kind: 'a picture too large for the memory of the functions',
    code: 'TooManyPixels',
    sentence: 'The picture has 2,500 million pixels; 115 million can be developed.',
  },
  { kind: 'no bytes at all', code: 'Empty', sentence: 'The file is empty.' },
];
