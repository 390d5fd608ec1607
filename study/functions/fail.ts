/** Fails whatever it is given. */
export const handler = async (): Promise<never> => {
  throw new RangeError('This function fails whenever it is called.');
};
