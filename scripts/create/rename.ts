const OLD = { word: /darkroom/g, title: /Darkroom/g };

/** A name such as `acme-photos`: of buckets, functions, tables and roles, together with the stage and an account's number. */
export const isName = (name: string): boolean => /^[a-z](-?[a-z0-9]+)*$/.test(name) && name.length <= 20;

/** `AcmePhotos` of `acme-photos`: for metrics and people. */
export const titleOf = (name: string): string =>
  name
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');

/** Text that calls the application by its new name, wherever it said Darkroom. */
export const renamed = (text: string, name: string): string =>
  text.replace(OLD.word, name).replace(OLD.title, titleOf(name));

/** What is no text, such as a picture, stays as it is. */
export function renamedFile(content: Buffer, name: string): Buffer {
  const text = content.toString();
  return Buffer.compare(Buffer.from(text), content) === 0 ? Buffer.from(renamed(text, name)) : content;
}
