/** From a signal of 0 to 1 to light; 1 is the white of a page. */
export type Curve = (signal: number) => number;

export const srgbCurve: Curve = (signal) => (signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4);
export const gammaCurve =
  (exponent: number): Curve =>
  (signal) =>
    signal ** exponent;

/** What a white page reflects, in candela per square metre: ITU-R BT.2408, 2.1. */
const REFERENCE_WHITE = 203;
const HLG_PEAK = 1_000;
/** Up to here light stays as it is; what is brighter is bent towards white, which a screen of sRGB cannot pass. */
const KNEE = 0.8;

const rolledOff = (light: number) =>
  light <= KNEE ? light : KNEE + (1 - KNEE) * (1 - Math.exp((KNEE - light) / (1 - KNEE)));

/** SMPTE ST 2084. */
function perceptualQuantizer(signal: number): number {
  const [m1, m2] = [2_610 / 16_384, (2_523 / 4_096) * 128];
  const [c1, c2, c3] = [3_424 / 4_096, (2_413 / 4_096) * 32, (2_392 / 4_096) * 32];
  const power = signal ** (1 / m2);
  return rolledOff((10_000 * (Math.max(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1)) / REFERENCE_WHITE);
}

/** ARIB STD-B67, with the system gamma of a screen of 1,000 candela per square metre on each channel. */
function hybridLogGamma(signal: number): number {
  const [a, b, c] = [0.17883277, 0.28466892, 0.55991073];
  const scene = signal <= 0.5 ? signal ** 2 / 3 : (Math.exp((signal - c) / a) + b) / 12;
  return rolledOff((HLG_PEAK * scene ** 1.2) / REFERENCE_WHITE);
}

/** By their code points: ITU-T H.273, table 3. Those of video are shown as sRGB, which is how browsers show them. */
const BY_CODE: Readonly<Record<number, Curve>> = {
  4: gammaCurve(2.2),
  5: gammaCurve(2.8),
  8: gammaCurve(1),
  16: perceptualQuantizer,
  17: gammaCurve(2.6),
  18: hybridLogGamma,
};

/** Answers undefined for sRGB's own, and for what is shown like it. */
export const curveOf = (code: number): Curve | undefined => BY_CODE[code];

/** Light of 0 to 1 as a signal of sRGB. */
export const srgbSignal = (light: number): number =>
  light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
