const MEBIBYTE = 1_048_576;

/**
 * Pixels for each MiB of the function's memory: the widest pixel (16-bit RGBA, 8 bytes) of a whole picture may take half
 * of it. sharp's own limit of 268 million would need 2 GB.
 */
const PIXELS_PER_MEBIBYTE = MEBIBYTE / 2 / 8;

/** The source lies in memory while it is decoded: an eighth is for its encoded bytes. */
const SOURCE_SHARE = 8;

export interface SourceLimits {
  /** Width x height, times the number of frames of an animation. */
  readonly pixels: number;
  readonly bytes: number;
}

/** What a function with so much memory can take. @param memory in MiB, such as 1,769, which is one vCPU */
export const limitsFor = (memory: number): SourceLimits => ({
  pixels: Math.floor(memory * PIXELS_PER_MEBIBYTE),
  bytes: Math.floor((memory * MEBIBYTE) / SOURCE_SHARE),
});

const DEFAULT_MEMORY = 1_769;

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
export const limitsHere = (env: NodeJS.ProcessEnv = process.env): SourceLimits =>
  limitsFor(Number(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE ?? DEFAULT_MEMORY));
