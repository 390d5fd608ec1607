export const handler = async ({ name }) => ({ greeting: `Hello ${name}` });
