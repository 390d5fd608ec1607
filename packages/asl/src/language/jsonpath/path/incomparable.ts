/** Thrown where Jayway gives up on a whole path because of one comparison: a text that is no number beside a number. */
export class Incomparable extends Error {
  override readonly name = 'Incomparable';
}
