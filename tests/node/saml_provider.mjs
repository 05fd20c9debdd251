// A real SAML provider on loopback: `samlp`, which signs with `xml-crypto`.
// It prints one line of JSON when it answers, and ends when its standard input does.
//
// `POST /metadata` gives the provider's metadata and `POST /respond` a response about a user. Keys
// come with each request: certificates are made by who asks.
import { createSign } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import samlp from 'samlp';

// `xml-crypto` has RSA alone. With `ecdsa` (the name of a hash) it signs by that instead.
const { SignedXml } = createRequire(import.meta.resolve('saml'))('xml-crypto');
const KINDS = 'http://www.w3.org/2001/04/xmldsig-more#';
const Rsa = SignedXml.SignatureAlgorithms[`${KINDS}rsa-sha256`];
let hash;
SignedXml.SignatureAlgorithms[`${KINDS}rsa-sha256`] = function Chosen() {
  const chosen = hash;
  return chosen === undefined ? new Rsa() : {
    getSignature: (text, key) => createSign(chosen).update(text).sign({ key, dsaEncoding: 'ieee-p1363' }, 'base64'),
    getAlgorithmName: () => `${KINDS}ecdsa-${chosen}`,
  };
};

// What `samlp` asks of a profile, with the attributes that a test names.
const mapper = (attributes, format) => {
  const map = (user) => ({
    getClaims: () => attributes,
    getNameIdentifier: () => ({ nameIdentifier: user.id, nameIdentifierFormat: format }),
  });
  map.prototype = { metadata: [] };
  return map;
};

// `aheadSeconds` is how far this provider's clock is ahead: `saml` asks `Date` for the time.
const present = Date.now;

const respond = ({ user, attributes = {}, format, aheadSeconds = 0, ecdsa, ...options }) => new Promise((resolve, reject) => {
  hash = ecdsa;
  Date.now = () => present() + aheadSeconds * 1000;
  samlp.getSamlResponse(
    { signatureAlgorithm: 'rsa-sha256', digestAlgorithm: 'sha256', ...options, profileMapper: mapper(attributes, format) },
    { id: user }, (error, response) => (error ? reject(error) : resolve(response.toString())));
});

const metadata = (options) => new Promise((resolve) => {
  const request = { headers: { host: '127.0.0.1' }, protocol: 'http', originalUrl: '/FederationMetadata/2007-06/FederationMetadata.xml' };
  samlp.metadata({ ...options, redirectEndpointPath: '/sso', postEndpointPath: '/sso', profileMapper: mapper({}) })(
    request, { set() {}, send: (document) => resolve(document.toString()) });
});

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const asked = JSON.parse(Buffer.concat(chunks).toString());
  try {
    response.end(await (request.url === '/metadata' ? metadata(asked) : respond(asked)));
  } catch (error) {
    response.writeHead(500).end(String(error?.stack ?? error));
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

process.stdin.on('end', () => process.exit(0)).resume();
process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` })}\n`);
