/** The stages of `serverless/stages.yml`. */
export const STAGES = ['dev', 'staging', 'prod'] as const;
