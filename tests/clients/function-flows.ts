import { strToU8, zipSync } from 'fflate';
import type { Flow } from './flows.ts';

const HELLO = '--function-name $NAME-hello';
const ROLE = 'arn:aws:iam::000000000000:role/darkroom-dev-image-inspect';
const CREATE = `lambda create-function ${HELLO} --runtime nodejs24.x --handler index.handler`;

/** A function's life, as students make one of their own. `$DIR` holds its zips: see `functionZips`. */
export const functionFlows: readonly Flow[] = [
  {
    does: 'create a function',
    command: `${CREATE} --role ${ROLE} --zip-file fileb://$DIR/first.zip --environment Variables={COLOUR=red}`,
    shows: /"State": "Pending"/,
  },
  { does: 'wait until it is active', command: `lambda wait function-active ${HELLO}`, shows: /^$/ },
  { does: 'get it', command: `lambda get-function ${HELLO}`, shows: /"CodeSha256": "[\w+/]{43}="/ },
  {
    does: 'create it again',
    command: `${CREATE} --role ${ROLE} --zip-file fileb://$DIR/first.zip`,
    shows: /ResourceConflictException.*Function already exist: from-v\d-hello/,
    fails: true,
  },
  {
    does: 'give it a role that is not there',
    command: `lambda update-function-configuration ${HELLO} --role arn:aws:iam::000000000000:role/none`,
    shows: /InvalidParameterValueException.*cannot be assumed by Lambda/,
    fails: true,
  },
  {
    does: 'invoke it, with the end of its log',
    command: `lambda invoke ${HELLO} $DIR/answer.json --log-type Tail --query [StatusCode,FunctionError] --output text`,
    shows: /^200\tNone\s*$/,
  },
  {
    does: 'give it more time',
    command: `lambda update-function-configuration ${HELLO} --timeout 10`,
    shows: /"LastUpdateStatus": "InProgress"/,
  },
  {
    does: 'give it new code',
    command: `lambda update-function-code ${HELLO} --zip-file fileb://$DIR/second.zip`,
    shows: /"Timeout": 10/,
  },
  { does: 'wait until it is updated', command: `lambda wait function-updated ${HELLO}`, shows: /^$/ },
  {
    does: 'invoke its new code',
    command: `lambda invoke ${HELLO} $DIR/answer.json --query [StatusCode,FunctionError] --output text`,
    shows: /^200\tUnhandled\s*$/,
  },
  {
    does: 'change one of the template',
    command: 'lambda update-function-configuration --function-name darkroom-dev-image-inspect --timeout 10',
    shows: /ResourceConflictException.*is of the template/,
    fails: true,
  },
  { does: 'delete it', command: `lambda delete-function ${HELLO}`, shows: /^(\{\s*"StatusCode": 204\s*\})?\s*$/ },
  {
    does: 'no such function',
    command: `lambda get-function ${HELLO}`,
    shows: /ResourceNotFoundException/,
    fails: true,
  },
];

const zip = (code: string) => zipSync({ 'index.mjs': strToU8(code) });

/** The first answers, the second fails. */
export const functionZips: Readonly<Record<string, Uint8Array>> = {
  'first.zip': zip('export const handler = async () => process.env.COLOUR;'),
  'second.zip': zip('export const handler = async () => { throw new Error("no"); };'),
};
