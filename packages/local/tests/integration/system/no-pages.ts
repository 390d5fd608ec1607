/** An application that adds no page of its own. */
export const pages = [];
