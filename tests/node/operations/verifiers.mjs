// Generic verifiers of tokens, led to the keys by the issuer's discovery document alone.
import { request } from 'node:https';
import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleFetcher } from 'aws-jwt-verify/https';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';

// Node's own fetch takes no authority, so this gets a document by HTTPS with one.
const got = (url, ca) => new Promise((resolve, reject) => {
  request(url, { ca }, async (answer) => {
    const chunks = [];
    for await (const chunk of answer) chunks.push(chunk);
    resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode }));
  }).on('error', reject).end();
});

const discovered = async (endpoint, ca) => (await got(`${endpoint}/.well-known/openid-configuration`, ca)).json();

const VERIFIERS = {
  async jose({ token, audience, ca, algorithms = ['RS512'] }, { issuer, jwks_uri }) {
    const keys = createRemoteJWKSet(new URL(jwks_uri), { [customFetch]: (url) => got(url, ca) });
    const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms });
    return payload;
  },

  'aws-jwt-verify': ({ token, audience, ca }, { issuer, jwks_uri }) => {
    const fetcher = new SimpleFetcher({ defaultRequestOptions: { ca } });
    const verifier = JwtVerifier.create(
      { issuer, audience, jwksUri: jwks_uri }, { jwksCache: new SimpleJwksCache({ fetcher }) });
    return verifier.verify(token);
  },
};

// The claims of a token, as one of the verifiers gives them back.
export async function verifyToken({ verifier, endpoint, ca, ...asked }) {
  return VERIFIERS[verifier]({ ...asked, ca }, await discovered(endpoint, ca));
}
