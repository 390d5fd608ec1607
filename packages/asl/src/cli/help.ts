export const HELP = `State machines on this machine, without AWS and without waiting.

  npm run asl -- test FILE [--input FILE] [--mocks FILE]    run it once with mocked tasks, print the path it takes
  npm run asl -- test FILE --state NAME [--mocks FILE]      test one state alone, as TestState does
  npm run asl -- validate FILE|FOLDER…                      check definitions as CreateStateMachine does

Files are .asl.json or .asl.yaml; of a folder, all that hold a state machine, at any depth.

  --input FILE     the execution's input, JSON ({} when it is not given)
  --mocks FILE     how each Task state ends, by the state's name, and what to expect in the end:
                     {"states": {"Resize": [{"error": "Lambda.TooManyRequestsException", "repeat": 2},
                                            {"result": {"width": 320}, "delay": 1.5}],
                                 "Approve": {"never": true}},
                      "objects": {"bucket/items.csv": "id\\n1\\n"},
                      "input": {"key": "a.jpg"},
                      "expect": {"status": "FAILED", "error": "Refused"}}
                   A list has one outcome for each call in turn; a single outcome is for every call.
                   delay is in seconds of virtual time; never lets the state's own timeout end it.
                   Several of the kind have names, and share what stands beside them:
                     {"cases": {"busy": {"states": …}, "fine": {…}}, "states": {…}}
                   A MockConfigFile.json of AWS Step Functions Local is read as it is.
  --case NAME      only this case of the file; may be repeated
  --machine NAME   the state machine in a MockConfigFile.json, when it is not named as FILE is
  --state NAME     test this state alone; a Map or Parallel state may be mocked too
  --level LEVEL    what to tell of its data: INFO, DEBUG (as it is without) or TRACE
  --variables FILE the variables that it sees, JSON
  --context FILE   the Context object that it sees, JSON
  --retries N      how often the retrier has retried before
  --set NAME=VALUE a value for \${NAME} in the file; may be repeated
  --express        check or run it as an Express workflow
  --json           one JSON document instead of text
  --help           this text

What a placeholder without a value stands for is not judged by validate, which lists it.

Exit codes: 0 as expected, 1 not as expected or not valid, 2 wrong usage.
`;
