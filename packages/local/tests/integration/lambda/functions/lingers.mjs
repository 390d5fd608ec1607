/** Tells its process, and does not end. */
export const handler = () => {
  console.log(`pid ${process.pid}`);
  return new Promise(() => setInterval(() => undefined, 1000));
};
