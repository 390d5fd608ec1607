/** The system stops; what goes on is gone on with by the next start. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
