import { isGone } from '#template/stacks/failure.ts';

/** Whether a look finds something: what it refuses as not found is not there. */
export async function isThere(look: () => Promise<unknown>): Promise<boolean> {
  try {
    await look();
    return true;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}
