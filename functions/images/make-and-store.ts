/**
 * Makes one after the other, and stores each while the next is made. When it settles nothing goes on behind it: what a
 * workflow then removes does not come back. Rejects with what failed first to be made, or else to be stored.
 */
export async function makeAndStore<Item, Made, Stored>(
  items: readonly Item[],
  make: (item: Item) => Promise<Made>,
  store: (made: Made, item: Item) => Promise<Stored>,
): Promise<readonly Stored[]> {
  const stored: Promise<Stored>[] = [];
  let failed = false;
  try {
    for (const item of items) {
      if (failed) break;
      const storing = store(await make(item), item);
      // Told below: until then nobody listens, and an error that nobody hears ends the process.
      storing.catch(() => {
        failed = true;
      });
      stored.push(storing);
    }
  } finally {
    await Promise.allSettled(stored);
  }
  return Promise.all(stored);
}
