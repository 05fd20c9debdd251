// MQTT by mqtt.js and by the AWS IoT device SDK for JavaScript v1.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import mqtt from 'mqtt';
import { WebSocket } from 'ws';

const { device } = createRequire(import.meta.url)('aws-iot-device-sdk');

const WAIT_MS = 10_000;
const connections = new Map();

// A list that can be waited on: what came is handed out in order, once.
class Inbox {
  items = [];
  waiting = [];

  put(item) {
    const waiter = this.waiting.shift();
    if (waiter) waiter(item);
    else this.items.push(item);
  }

  async next(what) {
    if (this.items.length > 0) return this.items.shift();
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${what}: nothing within ${WAIT_MS} ms`)), WAIT_MS);
    });
    try {
      return await Promise.race([new Promise((put) => this.waiting.push(put)), late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function watch(name, client) {
  const connection = { client, states: new Inbox(), messages: new Inbox() };
  connections.set(name, connection);
  client.on('connect', (packet) => connection.states.put({ state: 'connected', packet }));
  client.on('close', () => connection.states.put({ state: 'closed' }));
  client.on('disconnect', (packet) => connection.states.put({ state: 'disconnected', packet }));
  client.on('error', (error) => connection.states.put({ state: 'error', message: error.message, code: error.code }));
  client.on('message', (topic, payload) => connection.messages.put({ topic, payload: payload.toString() }));
  return connection.states.next('CONNACK');
}

// Opens a URL that is signed already. mqtt.js offers the subprotocol `mqtt`; the older SDKs offered
// `mqttv3.1` with the same packets.
export function mqttConnect({ name, url, clientId, protocolVersion = 4, subprotocol = 'mqtt', caFile }) {
  const ca = caFile && readFileSync(caFile);
  const createWebsocket = (address) => new WebSocket(address, [subprotocol], { ca });
  return watch(name, mqtt.connect(url, {
    clientId, protocolVersion, reconnectPeriod: 0, connectTimeout: WAIT_MS, createWebsocket,
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

export function mqttSubscribe({ name, filter, qos = 0 }) {
  return new Promise((resolve, reject) => {
    connections.get(name).client.subscribe(filter, { qos }, (error, granted) => (error ? reject(error) : resolve(granted)));
  });
}

export function mqttPublish({ name, topic, payload, qos = 0 }) {
  return new Promise((resolve, reject) => {
    connections.get(name).client.publish(topic, payload, { qos }, (error) => (error ? reject(error) : resolve(null)));
  });
}

export const mqttMessage = ({ name }) => connections.get(name).messages.next('a message');

export const mqttState = ({ name }) => connections.get(name).states.next('a change of state');

export function mqttEnd({ name }) {
  const { client } = connections.get(name);
  connections.delete(name);
  return new Promise((ended) => client.end(true, () => ended(null)));
}
