import { StatesError } from '../../error.ts';

/** What reading items fails with. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
export const readerFailed = (cause: string): StatesError => new StatesError('States.ItemReaderFailed', cause);

export const whyOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
