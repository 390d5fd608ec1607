import { boundBytes, bytes, type Kind } from '#store/kinds.ts';

/** A column of keys: bytes of any buffer go in. */
export const keyColumn: Kind<Uint8Array> = { name: bytes.name, bind: boundBytes, read: bytes.read };
