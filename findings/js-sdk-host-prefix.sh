#!/usr/bin/env bash
# @aws-sdk/client-sfn 3.1163.0 (npm) does not read AWS_DISABLE_HOST_PREFIX_INJECTION, which botocore 1.43 reads and AWS's page for all
# SDKs documents (https://docs.aws.amazon.com/sdkref/latest/guide/feature-host-prefix.html). With the variable set, StartSyncExecution
# goes to `sync-` and the endpoint's host all the same; only the client's own option disableHostPrefix turns that off.
# Guess before the run: the variable is enough. Seen:
#   variable: sync-localhost
#   option: localhost
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --no-audit --no-fund --silent @aws-sdk/client-sfn@3.1163.0
cat >ask.mjs <<'JS'
import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';

const config = {
  endpoint: 'http://localhost',
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  // Answers with the host that the request would have gone to.
  requestHandler: { handle: async ({ hostname }) => Promise.reject(new Error(hostname)) },
  maxAttempts: 1,
};
for (const [name, option] of [['variable', {}], ['option', { disableHostPrefix: true }]]) {
  const command = new StartSyncExecutionCommand({ stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:x' });
  await new SFNClient({ ...config, ...option }).send(command).catch((error) => console.log(`${name}: ${error.message}`));
}
JS
seen=$(AWS_DISABLE_HOST_PREFIX_INJECTION=true node ask.mjs)
echo "$seen"
[ "$seen" = $'variable: sync-localhost\noption: localhost' ]
