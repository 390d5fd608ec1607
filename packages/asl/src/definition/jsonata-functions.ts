const BUILT_IN = `sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim
pad match contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt
power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert
type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl eval toMillis
fromMillis clone now millis`;

/** Added by Step Functions: https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
const OF_STEP_FUNCTIONS = 'partition range hash random uuid parse';

/** The functions of JSONata, which may be passed by name: `$map($items, $uppercase)`. */
export const JSONATA_FUNCTIONS: ReadonlySet<string> = new Set(`${BUILT_IN} ${OF_STEP_FUNCTIONS}`.split(/\s+/));
