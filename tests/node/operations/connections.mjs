// Open MQTT connections by name, whichever client opened them, and what arrived on each.

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

// Keeps a connection. `client` knows how its family subscribes, publishes and ends:
// `subscribe(filter, qos)` and `publish(topic, payload, qos)` give back what the broker granted.
export function keep(name, client) {
  const connection = { client, states: new Inbox(), messages: new Inbox() };
  connections.set(name, connection);
  return connection;
}

export const mqttSubscribe = ({ name, filter, qos = 0 }) => connections.get(name).client.subscribe(filter, qos);

export const mqttPublish = ({ name, topic, payload, qos = 0 }) => connections.get(name).client.publish(topic, payload, qos);

export const mqttMessage = ({ name }) => connections.get(name).messages.next('a message');

export const mqttState = ({ name }) => connections.get(name).states.next('a change of state');

export async function mqttEnd({ name }) {
  const { client } = connections.get(name);
  connections.delete(name);
  await client.end();
  return null;
}

export { WAIT_MS };
