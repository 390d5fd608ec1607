import { none } from 'node:fs';

export const handler = async () => none();
