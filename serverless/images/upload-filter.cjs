const { variantsOf } = require('../../functions/shared/variants.ts');

/**
 * Which keys the rules let through, from the same place as all else about variants: those under `uploadPrefixes`, or
 * all but folder markers. (A pattern cannot ask for both of one field: a marker under a prefix is rejected by Inspect.)
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
module.exports = async ({ resolveVariable }) => {
  const { uploadPrefixes } = variantsOf(await resolveVariable('sls:stage'));
  const keys =
    uploadPrefixes.length === 0 ? [{ 'anything-but': { suffix: '/' } }] : uploadPrefixes.map((prefix) => ({ prefix }));
  return { keys };
};
