// The JavaScript clients, driven from the tests: one line of JSON asks for an operation, one line
// answers, in order. The process ends when its standard input does.
import { createInterface } from 'node:readline';
import * as connectionOperations from './operations/connections.mjs';
import * as credentialOperations from './operations/credentials.mjs';
import * as deviceSdkOperations from './operations/device_sdk.mjs';
import * as mqttOperations from './operations/mqtt.mjs';
import * as s3Operations from './operations/s3.mjs';
import * as signingOperations from './operations/signing.mjs';
import * as verifierOperations from './operations/verifiers.mjs';

const operations = {
  ...connectionOperations, ...credentialOperations, ...deviceSdkOperations, ...mqttOperations, ...s3Operations,
  ...signingOperations, ...verifierOperations,
};

const print = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);

function told(error) {
  const { name, message, code, Type } = error;
  return {
    name, message, code, type: Type,
    status: error.$metadata?.httpStatusCode,
    headers: error.$response?.headers,
    returnCode: error.code,
  };
}

print({ ready: Object.keys(operations) });
for await (const line of createInterface({ input: process.stdin })) {
  const { number, operation, arguments: given } = JSON.parse(line);
  try {
    print({ number, result: await operations[operation](given) });
  } catch (error) {
    print({ number, error: told(error) });
  }
}
process.exit(0);
