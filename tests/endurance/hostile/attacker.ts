/** A process of its own: what it sends costs the client beside it nothing but the machine's time. */
import { attack, SHAPES } from './shapes.ts';

const [name, endpoint = ''] = process.argv.slice(2);
const shape = SHAPES.find((one) => one.name === name);
if (!shape) throw new Error(`There is no shape ${name}.`);
attack(shape, endpoint, () => process.send?.('begun'));
process.on('disconnect', () => process.exit(0));
