/** Answers what it was given. */
export const handler = async (event: unknown): Promise<unknown> => event;
