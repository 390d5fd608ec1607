import { setFlagsFromString } from 'node:v8';

/**
 * A regular expression of a definition, such as `(a+)+$`, may take for ever on a text of thirty characters, and nothing
 * else runs meanwhile. V8 then starts again with its engine that takes linear time, if the expression has neither
 * look-around nor back references. Imported, for its effect alone, by what makes regular expressions of definitions.
 */
setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
