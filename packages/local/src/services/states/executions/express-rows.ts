import * as z from 'zod';
import type { Database } from '#store/database.ts';
import { type Documents, openDocuments } from '#store/documents.ts';

const expressStart = z.object({
  machineArn: z.string(),
  revisionId: z.string(),
  name: z.string(),
  /** JSON text. */
  input: z.string(),
});

/** An Express execution that was accepted, and nobody waits for. */
export type ExpressStart = z.infer<typeof expressStart>;

/** Those that have not ended, by their ARNs: they start again with the system, so that each runs at least once. */
export const openExpressRows = (database: Database): Documents<ExpressStart> =>
  openDocuments(database, 'states_express', (value) => expressStart.parse(value));
