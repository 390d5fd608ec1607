/** The tags of EXIF that are read, by directory: CIPA DC-008, 4.6. https://exiftool.org/TagNames/EXIF.html */
export const IMAGE_TAG = { make: 0x010f, model: 0x0110, exif: 0x8769 } as const;

export const PHOTO_TAG = {
  exposureTime: 0x829a,
  fNumber: 0x829d,
  photographicSensitivity: 0x8827,
  sensitivityType: 0x8830,
  standardOutputSensitivity: 0x8831,
  recommendedExposureIndex: 0x8832,
  isoSpeed: 0x8833,
  dateTimeOriginal: 0x9003,
  offsetTimeOriginal: 0x9011,
  shutterSpeedValue: 0x9201,
  apertureValue: 0x9202,
  focalLength: 0x920a,
  lensModel: 0xa434,
} as const;
