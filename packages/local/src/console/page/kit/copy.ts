/** Puts a text on the clipboard, and says so. */
export async function copy(text: string, what: string): Promise<string> {
  await navigator.clipboard.writeText(text);
  return `${what} is copied.`;
}

/** Has the browser save a text as a file, and says so. */
export function save(text: string, name: string): string {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  Object.assign(link, { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
  return `${name} is saved.`;
}
