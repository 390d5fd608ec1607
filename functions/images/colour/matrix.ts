/** Three rows of three numbers. */
export type Matrix = readonly (readonly number[])[];
export type Vector = readonly number[];

export const times = (matrix: Matrix, vector: Vector): number[] =>
  matrix.map((row) => row.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0));

export const product = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => [0, 1, 2].map((column) => row.reduce((sum, value, index) => sum + value * at(b, index, column), 0)));

export const diagonal = (values: Vector): Matrix =>
  [0, 1, 2].map((row) => [0, 1, 2].map((column) => (row === column ? (values[row] ?? 0) : 0)));

/** By cofactors. The numbers are not finite where there is no inverse. */
export function inverse(matrix: Matrix): Matrix {
  const cofactor = (row: number, column: number) => {
    const [a, b] = [0, 1, 2].filter((index) => index !== row);
    const [c, d] = [0, 1, 2].filter((index) => index !== column);
    const minor = at(matrix, a, c) * at(matrix, b, d) - at(matrix, a, d) * at(matrix, b, c);
    return (row + column) % 2 === 0 ? minor : -minor;
  };
  const determinant = [0, 1, 2].reduce((sum, column) => sum + at(matrix, 0, column) * cofactor(0, column), 0);
  return [0, 1, 2].map((row) => [0, 1, 2].map((column) => cofactor(column, row) / determinant));
}

const at = (matrix: Matrix, row = 0, column = 0): number => matrix[row]?.[column] ?? 0;
