const USUAL_STAGE = 'dev';

/** The command with other options, for the same stage. @example again('--attach', 'prod') // 'npm run library:reprocess -- --attach --stage prod' */
export const again = (options: string, stage = USUAL_STAGE): string =>
  `npm run library:reprocess -- ${options}${stage === USUAL_STAGE ? '' : ` --stage ${stage}`}`;
