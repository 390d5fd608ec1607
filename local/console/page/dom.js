/** Makes an element: attributes as properties, children as nodes or texts. Never parses HTML, so names of files stay names. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== undefined && child !== null));
  return made;
}

export const byId = (id) => document.getElementById(id);

export async function ask(path, of) {
  const response = await fetch(
    of === undefined ? `/_console/${path}` : `/_console/${path}?of=${encodeURIComponent(of)}`,
  );
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}
