const { configurationDigest } = require('../../functions/shared/configuration-digest.ts');
const { variantsOf } = require('../../functions/shared/variants.ts');

/** The digest of the stage's variants, which the workflow keeps with all that it makes. */
module.exports = async ({ resolveVariable }) => ({
  digest: configurationDigest(variantsOf(await resolveVariable('sls:stage'))),
});
