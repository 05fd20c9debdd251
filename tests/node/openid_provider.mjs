// A real OpenID provider on loopback: `oidc-provider` with two public clients and its own login page.
// It prints one line of JSON when it answers, and ends when its standard input does.
//
// Beside what the provider does by itself, `POST /sign` signs any claims with the provider's own key:
// a token that is genuine in every respect but the one that a test is about.
import { createServer } from 'node:http';
import { generateKeyPairSync, createHmac, createSign, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const REDIRECT = 'http://127.0.0.1:1/callback';

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const RSA_KEY_ID = 'rsa-1';

const publicClient = (client_id, id_token_signed_response_alg) => ({
  client_id,
  id_token_signed_response_alg,
  redirect_uris: [REDIRECT],
  response_types: ['code'],
  grant_types: ['authorization_code'],
  token_endpoint_auth_method: 'none',
  application_type: 'native',
});

const provider = new Provider(issuer, {
  clients: [publicClient('app', 'RS256'), publicClient('app-es256', 'ES256'), publicClient('other-app', 'RS256')],
  jwks: {
    keys: [
      { ...rsa.privateKey.export({ format: 'jwk' }), kid: RSA_KEY_ID, alg: 'RS256', use: 'sig' },
      { ...ec.privateKey.export({ format: 'jwk' }), kid: 'ec-1', alg: 'ES256', use: 'sig' },
    ],
  },
  enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256'] },
  cookies: { keys: [randomUUID()] },
  findAccount: (_, id) => ({ accountId: id, claims: async () => ({ sub: id, email: `${id}@example.com` }) }),
  ttl: { IdToken: 3600, AccessToken: 3600, AuthorizationCode: 60, Grant: 3600, Interaction: 600, Session: 3600 },
});

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function forge({ claims, header = {}, key = 'rsa' }) {
  const full = { alg: 'RS256', typ: 'JWT', kid: RSA_KEY_ID, ...header };
  const input = `${encode(full)}.${encode(claims)}`;
  if (key === 'none') return `${input}.`;
  if (key === 'hmac') {
    // The classic confusion: the public key, which everybody has, taken as a shared secret.
    const secret = rsa.publicKey.export({ type: 'spki', format: 'pem' });
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  }
  const signer = { rsa: rsa.privateKey, stranger: stranger.privateKey }[key];
  return `${input}.${createSign('RSA-SHA256').update(input).sign(signer).toString('base64url')}`;
}

const answer = provider.callback();
server.on('request', async (request, response) => {
  if (request.url !== '/sign') return answer(request, response);
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  response.end(forge(JSON.parse(Buffer.concat(chunks).toString())));
});

process.stdin.on('end', () => process.exit(0)).resume();
process.stdout.write(`${JSON.stringify({ issuer, redirect: REDIRECT })}\n`);
