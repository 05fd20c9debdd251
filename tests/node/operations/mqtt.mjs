// MQTT by mqtt.js and by the AWS IoT device SDK for JavaScript v1.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import mqtt from 'mqtt';
import { WebSocket } from 'ws';
import { WAIT_MS, keep } from './connections.mjs';

const { device } = createRequire(import.meta.url)('aws-iot-device-sdk');

const settled = (call) => new Promise((resolve, reject) => {
  call((error, answer) => (error ? reject(error) : resolve(answer ?? null)));
});

// Both are clients of the same form.
function watch(name, client) {
  const connection = keep(name, {
    subscribe: (filter, qos) => settled((done) => client.subscribe(filter, { qos }, done)),
    publish: (topic, payload, qos) => settled((done) => client.publish(topic, payload, { qos }, (error) => done(error))),
    end: () => new Promise((ended) => client.end(true, ended)),
  });
  client.on('connect', (packet) => connection.states.put({ state: 'connected', packet }));
  client.on('close', () => connection.states.put({ state: 'closed' }));
  client.on('disconnect', (packet) => connection.states.put({ state: 'disconnected', packet }));
  client.on('error', (error) => connection.states.put({ state: 'error', message: error.message, code: error.code }));
  client.on('message', (topic, payload) => connection.messages.put({ topic, payload: payload.toString() }));
  return connection.states.next('CONNACK');
}

// Opens a URL that is signed already. mqtt.js offers the subprotocol `mqtt`; the older SDKs offered
// `mqttv3.1` with the same packets.
export function mqttConnect({
  name, url, clientId, protocolVersion = 4, subprotocol = 'mqtt', caFile, properties,
}) {
  const ca = caFile && readFileSync(caFile);
  const createWebsocket = (address) => new WebSocket(address, [subprotocol], { ca });
  return watch(name, mqtt.connect(url, {
    clientId, protocolVersion, reconnectPeriod: 0, connectTimeout: WAIT_MS, createWebsocket, properties,
  }));
}

// Lets the device SDK v1 sign and connect all by itself.
export function deviceSdkConnect({ name, host, port, clientId, credentials, caFile }) {
  const client = device({
    protocol: 'wss', host, port, clientId, region: 'us-east-1',
    accessKeyId: credentials.accessKeyId,
    secretKey: credentials.secretAccessKey,
    sessionToken: credentials.sessionToken,
    autoResubscribe: false,
    websocketOptions: { protocol: 'mqttv3.1', ca: readFileSync(caFile) },
  });
  return watch(name, client);
}
