/** The name of the service in `serverless.yml`; a stack's name is this and its stage, such as `darkroom-dev`. */
export const SERVICE = 'darkroom';
