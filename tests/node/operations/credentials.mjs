// Identities and credentials by the AWS SDK for JavaScript v3.
import { fromCognitoIdentityPool, fromWebToken } from '@aws-sdk/credential-providers';
import * as cognito from '@aws-sdk/client-cognito-identity';
import * as iot from '@aws-sdk/client-iot';
import * as iotData from '@aws-sdk/client-iot-data-plane';
import * as sts from '@aws-sdk/client-sts';

const CLIENTS = {
  'cognito-identity': [cognito, cognito.CognitoIdentityClient],
  iot: [iot, iot.IoTClient],
  'iot-data': [iotData, iotData.IoTDataPlaneClient],
  sts: [sts, sts.STSClient],
};

// Credentials come back from Python as JSON, in which their expiration is no longer a date.
const keys = ({ accessKeyId, secretAccessKey, sessionToken }) => ({ accessKeyId, secretAccessKey, sessionToken });

const settings = (endpoint, credentials) => ({
  endpoint, credentials: credentials && keys(credentials), region: 'us-east-1', maxAttempts: 1,
});

const plain = (credentials) => ({
  accessKeyId: credentials.accessKeyId,
  secretAccessKey: credentials.secretAccessKey,
  sessionToken: credentials.sessionToken,
  identityId: credentials.identityId,
  expiration: credentials.expiration?.toISOString(),
});

// What an app does: one provider, which gets an identity and its keys by itself.
export async function fromIdentityPool({ endpoint, identityPoolId, logins }) {
  const provider = fromCognitoIdentityPool({
    identityPoolId, logins, client: new cognito.CognitoIdentityClient(settings(endpoint)),
  });
  return plain(await provider());
}

// The basic flow's second half, or any OpenID token traded at STS.
export async function webToken({ endpoint, roleArn, webIdentityToken }) {
  return plain(await fromWebToken({ roleArn, webIdentityToken, clientConfig: settings(endpoint) })());
}

// Any command of one of the clients; a payload is given as text.
export async function call({ endpoint, service, command, input, credentials }) {
  const [commands, Client] = CLIENTS[service];
  const client = new Client(settings(endpoint, credentials));
  try {
    const typed = input.payload ? { ...input, payload: Buffer.from(input.payload) } : input;
    const output = await client.send(new commands[`${command}Command`](typed));
    if (output.payload) output.payload = Buffer.from(output.payload).toString();
    return output;
  } finally {
    client.destroy();
  }
}
