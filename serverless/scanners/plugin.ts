import { metadataOf, type Resource } from './suppressions.ts';

/** The part of the framework's own object that the plugin touches. */
interface Serverless {
  readonly service: {
    readonly provider: { readonly compiledCloudFormationTemplate: { readonly Resources: Record<string, Resource> } };
  };
}

/** Serverless plugin: writes into the template which findings of scanners are accepted, and why. */
export default class ScannersPlugin {
  readonly hooks: Readonly<Record<string, () => void>>;

  constructor(serverless: Serverless) {
    this.hooks = {
      // All resources are there then, those of the framework and of its other plugins too.
      'after:aws:package:finalize:mergeCustomProviderResources': () => {
        for (const resource of Object.values(serverless.service.provider.compiledCloudFormationTemplate.Resources)) {
          const metadata = metadataOf(resource);
          if (metadata !== undefined) resource.Metadata = metadata;
        }
      },
    };
  }
}
