/** A file that was dropped, by the name under which it is kept: of one in a folder, its path. */
export interface Dropped {
  readonly key: string;
  readonly file: File;
}

/** All files of a drop, those in folders as well. Entries are taken at once: a drop is empty after its event. */
export async function filesOf({ items }: DataTransfer): Promise<readonly Dropped[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const found = await Promise.all(
    entries.map((one) => (one instanceof File ? [{ key: one.name, file: one }] : inside(one))),
  );
  return found.flat();
}

async function inside(entry: FileSystemEntry | null): Promise<readonly Dropped[]> {
  if (entry instanceof FileSystemFileEntry) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ key: entry.fullPath.replace(/^\//, ''), file }];
  }
  if (!(entry instanceof FileSystemDirectoryEntry)) return [];
  const reader = entry.createReader();
  const all: Dropped[] = [];
  // A folder tells its entries a hundred at a time, and none at its end.
  for (let some = await read(reader); some.length > 0; some = await read(reader)) {
    for (const one of some) all.push(...(await inside(one)));
  }
  return all;
}

const read = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
