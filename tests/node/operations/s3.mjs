// Objects by the AWS SDK for JavaScript v3.
import { Readable } from 'node:stream';
import { Sha256 } from '@aws-crypto/sha256-js';
import * as s3 from '@aws-sdk/client-s3';
import { SignatureV4 } from '@smithy/signature-v4';

const keys = ({ access_key_id, secret_access_key, session_token }) => ({
  accessKeyId: access_key_id, secretAccessKey: secret_access_key, sessionToken: session_token,
});

// One command; a body is text, sent in `pieces` of a stream where those are given. `path` is what the
// request line says in place of the path that the SDK makes; it is signed.
export async function object({ endpoint, credentials, command, input, pieces, path }) {
  const client = new s3.S3Client({
    endpoint, credentials: keys(credentials), region: 'us-east-1', forcePathStyle: true, maxAttempts: 1,
  });
  if (path) {
    client.middlewareStack.add((next) => (given) => {
      given.request.path = path;
      return next(given);
    }, { step: 'build', priority: 'low' });
  }
  const stream = pieces && {
    Body: Readable.from(pieces.map((piece) => Buffer.from(piece))), ContentLength: Buffer.byteLength(pieces.join('')),
  };
  try {
    const output = await client.send(new s3[`${command}Command`]({ ...input, ...stream }));
    return { ...output, Body: await output.Body?.transformToString() };
  } finally {
    client.destroy();
  }
}

// The path and query of a request that is signed in its query.
export async function presignedObject({ endpoint, credentials, method, path }) {
  const { host, hostname, port } = new URL(endpoint);
  const signer = new SignatureV4({
    credentials: keys(credentials), region: 'us-east-1', service: 's3', sha256: Sha256, uriEscapePath: false,
    applyChecksum: false,
  });
  const request = {
    method, protocol: 'http:', hostname, port: Number(port), path, query: {},
    headers: { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
  };
  const signed = await signer.presign(request, {
    expiresIn: 60, unsignableHeaders: new Set(['x-amz-content-sha256']), unhoistableHeaders: new Set(),
  });
  return `${signed.path}?${new URLSearchParams(signed.query)}`.replaceAll('+', '%20');
}
