/** Makes an element: attributes as properties, children as nodes or texts. Never parses HTML, so names of files stay names. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== undefined && child !== null && child !== false));
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

/** Draws a list again, and only what has changed in it: what is open, focused or loaded stays. */
export function showList(list, items, keyOf, draw) {
  const drawn = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map((item) => {
    const [key, content] = [keyOf(item), JSON.stringify(item)];
    const before = drawn.get(key);
    if (before?.drawnFrom === content) return before;
    const node = draw(item);
    node.dataset.key = key;
    return Object.assign(node, { drawnFrom: content, before });
  });
  for (const node of nodes) if (node.before) takePlace(node.before, node);
  list.dataset.empty = items.length === 0;
  if (nodes.some((node, at) => list.children[at] !== node) || list.children.length > nodes.length) arrange(list, nodes);
}

const FOCUSABLE = 'a, button, summary';

/** Puts a node where an older one was: what was open is open, what had the focus has it. */
function takePlace(before, node) {
  const [were, are] = [before, node].map((one) => [...one.querySelectorAll(FOCUSABLE)]);
  const focused = were.indexOf(document.activeElement);
  for (const [at, details] of [...node.querySelectorAll('details')].entries())
    details.open = before.querySelectorAll('details')[at]?.open ?? false;
  before.replaceWith(node);
  node.before = undefined;
  are[focused]?.focus({ preventScroll: true });
}

/** Moves only what is not in its place: a node that is moved loses the focus. */
function arrange(list, nodes) {
  for (const gone of [...list.children].filter((node) => !nodes.includes(node))) gone.remove();
  for (const [at, node] of nodes.entries())
    if (list.children[at] !== node) list.insertBefore(node, list.children[at] ?? null);
}
