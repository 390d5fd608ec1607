/** Functions of the stack that is killed. */

interface Records {
  readonly Records: readonly { readonly dynamodb: { readonly Keys: { readonly id: { readonly S: string } } } }[];
}

/** Says what it reads of a table's stream. */
export const reader = async ({ Records }: Records): Promise<void> => {
  for (const { dynamodb } of Records) console.log(`read ${dynamodb.Keys.id.S}.`);
};

export const failing = async (): Promise<never> => {
  throw new RangeError('It fails whenever it is invoked.');
};
