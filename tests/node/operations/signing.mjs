// Signatures by the AWS SDK's signer, by Amplify's, and presigned URLs by both.
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { Signer } from '@aws-amplify/core/internals/utils';

const signer = ({ credentials, service, region = 'us-east-1', applyChecksum = true }) =>
  new SignatureV4({ credentials, service, region, sha256: Sha256, applyChecksum });

// Signs a request in its headers. `query` is a map of names to a value or a list of values.
export async function sign({ request, at, ...how }) {
  const signed = await signer(how).sign(request, at ? { signingDate: new Date(at) } : {});
  return { headers: signed.headers, query: signed.query };
}

// Signs a request in its query.
export async function presign({ request, at, expiresIn, ...how }) {
  const options = { expiresIn, ...(at ? { signingDate: new Date(at) } : {}) };
  const signed = await signer(how).presign(request, options);
  return { headers: signed.headers, query: signed.query };
}

// The URL that Amplify opens its MQTT connection with: the token follows the signature, unsigned.
export function amplifyUrl({ url, credentials }) {
  return Signer.signUrl(
    url,
    {
      access_key: credentials.accessKeyId,
      secret_key: credentials.secretAccessKey,
      session_token: credentials.sessionToken,
    },
    { service: 'iotdevicegateway', region: 'us-east-1' },
  );
}
