#!/usr/bin/env bash
# serverless-step-functions 3.31.2 with osls 4.3.1, tasks of a state machine in JSONata.
# Expected: the role that the plugin makes lets the machine do what its tasks do, in JSONata as in JSONPath: for Lambda, DynamoDB,
#   EventBridge and child executions it reads `Arguments` as it reads `Parameters`.
# Seen: for SQS and SNS it reads `Parameters` alone. Packaging succeeds with a warning, and the role has no statement for them:
#   "JSONPath: dynamodb:PutItem sns:Publish sqs:SendMessage; JSONata: dynamodb:PutItem". An S3 ItemReader in JSONata does not
#   package: "TypeError: Cannot read properties of undefined (reading 'Bucket')".
# Exits with another code than 0 when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund node@24.11.1 osls@4.3.1 serverless-step-functions@3.31.2
PATH="$folder/node_modules/.bin:$PATH"

# One machine with three tasks. Words: name of the member, and the query language.
service() {
  cat <<YAML
service: lab
provider: { name: aws, runtime: nodejs22.x, region: us-east-1 }
plugins: [serverless-step-functions]
stepFunctions:
  stateMachines:
    one:
      name: one
      definition:
        QueryLanguage: $2
        StartAt: Put
        States:
          Put: { Type: Task, Resource: 'arn:aws:states:::dynamodb:putItem', $1: { TableName: photos, Item: { id: { S: a } } }, Next: Send }
          Send: { Type: Task, Resource: 'arn:aws:states:::sqs:sendMessage', $1: { QueueUrl: 'https://sqs.us-east-1.amazonaws.com/111111111111/jobs', MessageBody: a }, Next: Tell }
          Tell: { Type: Task, Resource: 'arn:aws:states:::sns:publish', $1: { TopicArn: 'arn:aws:sns:us-east-1:111111111111:news', Message: a }, End: true }
YAML
}
granted() {
  osls package >/dev/null 2>&1
  grep -oE '"(dynamodb|sns|sqs):[A-Za-z]+"' .serverless/cloudformation-template-update-stack.json | tr -d '"' | sort -u | paste -sd' '
}
service Parameters JSONPath >serverless.yml
path=$(granted)
service Arguments JSONata >serverless.yml
jsonata=$(granted)
cat >>serverless.yml <<'YAML'
    two:
      name: two
      definition:
        QueryLanguage: JSONata
        StartAt: Each
        States:
          Each:
            Type: Map
            ItemReader: { Resource: 'arn:aws:states:::s3:listObjectsV2', Arguments: { Bucket: photos } }
            ItemProcessor: { ProcessorConfig: { Mode: DISTRIBUTED, ExecutionType: EXPRESS }, StartAt: One, States: { One: { Type: Succeed } } }
            End: true
YAML
reader=$(osls package 2>&1 | grep -o "TypeError: .*" || true)
echo "JSONPath: $path; JSONata: $jsonata; a reader of S3 in JSONata: $reader"
[ "$path" = 'dynamodb:PutItem sns:Publish sqs:SendMessage' ] && [ "$jsonata" = 'dynamodb:PutItem' ] && [[ "$reader" == *"reading 'Bucket'"* ]]
