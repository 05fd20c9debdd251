// MQTT by the AWS IoT device SDK for JavaScript v2: over TLS with a certificate, or over WebSocket
// with keys. The SDK signs, shakes hands and speaks in native code.
import { auth, iot, mqtt, mqtt5 } from 'aws-iot-device-sdk-v2';
import { keep } from './connections.mjs';

const REGION = 'us-east-1';
const text = (payload) => Buffer.from(payload).toString();
const provider = ({ accessKeyId, secretAccessKey, sessionToken }) =>
  auth.AwsCredentialsProvider.newStatic(accessKeyId, secretAccessKey, sessionToken);

// MQTT 3.1.1. A refusal rejects the connect; who was cut tries again by itself until it is ended.
export async function sdkConnect({ name, host, port, clientId, caFile, certificateFile, keyFile, credentials }) {
  const builder = credentials
    ? iot.AwsIotMqttConnectionConfigBuilder.new_with_websockets({ region: REGION, credentials_provider: provider(credentials) })
    : iot.AwsIotMqttConnectionConfigBuilder.new_mtls_builder_from_path(certificateFile, keyFile);
  const settings = builder
    .with_certificate_authority_from_path(undefined, caFile)
    .with_endpoint(host).with_port(port).with_client_id(clientId).with_clean_session(true);
  const client = new mqtt.MqttClient().new_connection(settings.build());
  let open = false;
  const { states, messages } = keep(name, {
    subscribe: async (filter, qos) => [{ qos: (await client.subscribe(filter, qos)).qos }],
    publish: async (topic, payload, qos) => { await client.publish(topic, payload, qos); return null; },
    end: () => open && client.disconnect(),
  });
  client.on('message', (topic, payload) => messages.put({ topic, payload: text(payload) }));
  client.on('interrupt', (error) => states.put({ state: 'closed', message: error.error_name }));
  // Who listens to nobody else's errors is ended by them.
  client.on('error', () => {});
  try {
    await client.connect();
    open = true;
    return { state: 'connected' };
  } catch (error) {
    return { state: 'error', message: error.error_name ?? error.message };
  }
}

// MQTT 5. Every answer of the broker is an event with its packet.
export function sdkConnect5({ name, host, port, clientId, caFile, certificateFile, keyFile, credentials }) {
  const builder = credentials
    ? iot.AwsIotMqtt5ClientConfigBuilder.newWebsocketMqttBuilderWithSigv4Auth(
      host, { region: REGION, credentialsProvider: provider(credentials) })
    : iot.AwsIotMqtt5ClientConfigBuilder.newDirectMqttBuilderWithMtlsFromPath(host, certificateFile, keyFile);
  const settings = builder
    .withCertificateAuthorityFromPath(undefined, caFile).withPort(port)
    .withConnectProperties({ clientId, keepAliveIntervalSeconds: 30 });
  const client = new mqtt5.Mqtt5Client(settings.build());
  const { states, messages } = keep(name, {
    subscribe: async (topicFilter, qos) => {
      const { reasonCodes } = await client.subscribe({ subscriptions: [{ topicFilter, qos }] });
      return reasonCodes.map((code) => ({ qos: code }));
    },
    publish: (topicName, payload, qos) => client.publish({ topicName, payload, qos }).then((puback) => told(puback)),
    end: () => new Promise((ended) => {
      client.on('stopped', () => { client.close(); ended(); });
      client.stop();
    }),
  });
  client.on('messageReceived', ({ message }) => messages.put({ topic: message.topicName, payload: text(message.payload) }));
  client.on('connectionSuccess', ({ connack }) => states.put({ state: 'connected', ...told(connack) }));
  client.on('connectionFailure', ({ error, connack }) => states.put({ state: 'error', message: error.error_name, ...told(connack) }));
  client.on('disconnection', ({ error, disconnect }) => states.put({ state: 'closed', message: error.error_name, ...told(disconnect) }));
  client.start();
  return states.next('CONNACK');
}

// What a packet of MQTT 5 says beside its being there.
function told(packet) {
  const decision = packet?.userProperties?.find(({ name }) => name === 'daypass-decision')?.value;
  return { reasonCode: packet?.reasonCode, reason: packet?.reasonString, decision };
}
