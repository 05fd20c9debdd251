// An app in the browser, as AWS Amplify v6 has its users write one. The tests call what stands on
// `window.app`; what Amplify tells by events is kept for them to wait for.
import { Amplify } from 'aws-amplify';
import { decodeJWT, fetchAuthSession } from 'aws-amplify/auth';
import { cognitoCredentialsProvider } from 'aws-amplify/auth/cognito';
import { Hub } from 'aws-amplify/utils';
import { CONNECTION_STATE_CHANGE, PubSub } from '@aws-amplify/pubsub';
import { IoTDataPlaneClient, PublishCommand } from '@aws-sdk/client-iot-data-plane';

const region = 'us-east-1';
const ANSWER_MILLISECONDS_MAX = 10_000;
const connections = new Map();

// What happened, in its order, and whoever waits for the next of it.
class Events {
  #kept = [];
  #waiting = [];

  push(event) {
    const waiting = this.#waiting.shift();
    if (waiting) waiting(event); else this.#kept.push(event);
  }

  next() {
    if (this.#kept.length) return Promise.resolve(this.#kept.shift());
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('nothing happened')), ANSWER_MILLISECONDS_MAX);
      this.#waiting.push((event) => { clearTimeout(late); resolve(event); });
    });
  }
}

Hub.listen('pubsub', ({ payload }) => {
  if (payload.event !== CONNECTION_STATE_CHANGE) return;
  const { provider, connectionState } = payload.data;
  connections.get(provider.options.clientId)?.states.push(connectionState);
});

const told = async (promise) => {
  try {
    return await promise;
  } catch ({ name, message }) {
    return { refused: name, message };
  }
};

window.app = {
  // A token of any OpenID provider signs in by a token provider of the app's own.
  configure({ endpoint, identityPoolId, idToken }) {
    const token = idToken && decodeJWT(idToken);
    Amplify.configure(
      { Auth: { Cognito: { identityPoolId, identityPoolEndpoint: endpoint, allowGuestAccess: true } } },
      { Auth: {
        credentialsProvider: cognitoCredentialsProvider,
        tokenProvider: { getTokens: async () => (token ? { accessToken: token, idToken: token } : null) },
      } },
    );
  },

  async session({ forceRefresh = false } = {}) {
    const session = fetchAuthSession({ forceRefresh });
    return told(session.then(({ identityId, credentials }) => ({ identityId, keyId: credentials.accessKeyId })));
  },

  // Amplify opens the connection with the first subscription.
  subscribe({ name, endpoint, topic }) {
    let connection = connections.get(name);
    if (!connection) {
      const plain = endpoint.startsWith('ws:');
      const pubsub = new PubSub({
        region, endpoint, clientId: name, aws_appsync_dangerously_connect_to_http_endpoint_for_testing: plain,
      });
      connection = { pubsub, states: new Events(), messages: new Events(), subscriptions: [] };
      connections.set(name, connection);
    }
    const { pubsub, messages, subscriptions } = connection;
    subscriptions.push(pubsub.subscribe({ topics: topic }).subscribe({
      next: (message) => messages.push(message), error: (error) => messages.push({ error: String(error) }),
    }));
  },

  async state({ name, wanted }) {
    const { states } = connections.get(name);
    for (;;) {
      const state = await states.next();
      if (state === wanted) return state;
    }
  },

  publish: ({ name, topic, message }) => connections.get(name).pubsub.publish({ topics: topic, message }),

  message: ({ name }) => connections.get(name).messages.next(),

  end({ name }) {
    connections.get(name).subscriptions.forEach((subscription) => subscription.unsubscribe());
    connections.delete(name);
  },

  // The AWS SDK beside Amplify, with Amplify's credentials.
  async publishByHttp({ endpoint, topic, payload }) {
    const { credentials } = await fetchAuthSession();
    const client = new IoTDataPlaneClient({ endpoint, region, credentials, maxAttempts: 1 });
    const sent = client.send(new PublishCommand({ topic, payload })).then(() => ({ refused: null }));
    return told(sent);
  },

  // A call by hand: what of its answer a page may read.
  async call({ endpoint, operation, input }) {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityService.${operation}`,
      },
      body: JSON.stringify(input),
    });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.json() };
  },
};
