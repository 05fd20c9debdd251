"""MQTT connections by paho over WebSocket: every answer of the broker can be waited for."""

import queue
import ssl
from dataclasses import dataclass

import paho.mqtt.client as paho
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from .aws import Keys
from .devices import Device
from .server import Server
from .signing import websocket_path

ANSWER_SECONDS_MAX = 10
V311 = paho.MQTTv311
V5 = paho.MQTTv5

NOT_AUTHORIZED = "Not authorized"


@dataclass
class Answer:
    """A reason code with what MQTT 5 says beside it."""

    name: str
    value: int
    decision: str | None
    reason: str | None

    @property
    def refused(self) -> bool:
        return self.value >= 0x80


def _answer(code, properties) -> Answer:
    user = dict(getattr(properties, "UserProperty", []) or [])
    return Answer(code.getName(), code.value, user.get("daypass-decision"), getattr(properties, "ReasonString", None))


@dataclass
class Message:
    topic: str
    payload: str


class Refused(Exception):
    """The CONNECT was refused."""

    def __init__(self, answer: Answer):
        super().__init__(answer)
        self.answer = answer


class Connection:
    """One MQTT connection. It never reconnects by itself, so that a cut stays visible."""

    def __init__(self, server: Server, keys: Keys | None, client_id: str, *, version=V5, path: str | None = None,
                 https: bool = False, headers: dict | None = None, will: tuple[str, str] | None = None,
                 clean: bool = True, plain: tuple[str, str] | None | bool = False, device: Device | None = None,
                 properties: Properties | None = None, protocol: str | None = None):
        """Over WebSocket with a signed path; or, with `plain`, over bare TCP with this user name and
        password, or with neither (`None`); or, as a `device`, over TLS with its certificate. With a `protocol` it goes to
        the port of the API, and names that by ALPN."""
        self.connacks, self.messages, self.closings = queue.Queue(), queue.Queue(), queue.Queue()
        self.acknowledgements = queue.Queue()
        more = {} if version == V5 else {"clean_session": clean}
        self.client = paho.Client(
            paho.CallbackAPIVersion.VERSION2, client_id=client_id, protocol=version,
            transport="websockets" if plain is False and not device else "tcp", reconnect_on_failure=False, **more)
        named = {"alpn_protocols": [protocol]} if protocol else {}
        if device:
            self.client.tls_set(
                ca_certs=server.ca_file, certfile=device.certificate_file, keyfile=device.key_file,
                cert_reqs=ssl.CERT_REQUIRED, **named)
        elif plain is False:
            self.client.ws_set_options(path or websocket_path(keys, server.authority), headers)
        elif plain:
            self.client.username_pw_set(*plain)
        if https or (protocol and not device):
            self.client.tls_set(ca_certs=server.ca_file, cert_reqs=ssl.CERT_REQUIRED, **named)
        if will:
            self.client.will_set(*will)
        self.client.on_connect = lambda _c, _u, _f, code, properties: self.connacks.put(_answer(code, properties))
        self.client.on_message = lambda _c, _u, message: self.messages.put(
            Message(message.topic, message.payload.decode()))
        self.client.on_disconnect = lambda _c, _u, _f, code, properties: self.closings.put(_answer(code, properties))
        self.client.on_subscribe = lambda _c, _u, mid, codes, properties: self.acknowledgements.put(
            (mid, [_answer(code, properties) for code in codes]))
        self.client.on_unsubscribe = self.client.on_subscribe
        self.client.on_publish = lambda _c, _u, mid, code, properties: self.acknowledgements.put(
            (mid, _answer(code, properties)))
        door = server.ready["mqtts"] if device else server.authority if plain is False else server.ready["mqtt"]
        door = server.https_endpoint.removeprefix("https://") if protocol else door
        host, port = door.rsplit(":", 1)
        settings = {"clean_start": clean, "properties": properties} if version == V5 else {}
        self.client.connect(host, int(port), **settings)
        self.client.loop_start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()

    def accepted(self) -> "Connection":
        """Waits for the CONNACK; a refusal is raised."""
        answer = self.connack()
        if answer.refused:
            self.end()
            raise Refused(answer)
        return self

    def connack(self) -> Answer:
        return self._next(self.connacks, "CONNACK")

    def subscribe(self, topic_filter: str, qos: int = 0) -> Answer:
        """Subscribes and waits for the SUBACK's one code."""
        _, mid = self.client.subscribe(topic_filter, qos)
        return self._acknowledged(mid, "SUBACK")[0]

    def unsubscribe(self, topic_filter: str) -> None:
        _, mid = self.client.unsubscribe(topic_filter)
        self._acknowledged(mid, "UNSUBACK")

    def publish(self, topic: str, payload: str = "", qos: int = 1, retain: bool = False, **properties) -> Answer | None:
        """Publishes, and with QoS 1 waits for the PUBACK."""
        sent = self._send(topic, payload, qos, retain, properties)
        return self._acknowledged(sent.mid, "PUBACK") if qos else None

    def _send(self, topic, payload, qos, retain, properties):
        more = Properties(PacketTypes.PUBLISH) if properties else None
        for name, value in properties.items():
            setattr(more, name, value)
        return self.client.publish(topic, payload, qos, retain, more)

    def publish_unanswered(self, topic: str, payload: str = "", qos: int = 0) -> None:
        """Publishes what the broker will answer by closing, or not at all."""
        self._send(topic, payload, qos, False, {})

    def message(self, seconds: float = ANSWER_SECONDS_MAX) -> Message:
        return self._next(self.messages, "a message", seconds)

    def closed(self, seconds: float = ANSWER_SECONDS_MAX) -> Answer:
        """Waits until the broker ends the connection."""
        return self._next(self.closings, "the end of the connection", seconds)

    def is_open(self) -> bool:
        return self.closings.empty() and self.client.is_connected()

    def is_acknowledged(self, mid: int) -> bool:
        """Whether a message is acknowledged before the connection ends."""
        while self.is_open():
            try:
                found, answer = self.acknowledgements.get(timeout=0.2)
            except queue.Empty:
                continue
            if found == mid:
                return not answer.refused
        return False

    def end(self) -> None:
        self.client.disconnect()
        self.client.loop_stop()

    def drop(self) -> None:
        """Closes the socket without a DISCONNECT, as a lost network does."""
        self.client._sock_close()
        self.client.loop_stop()

    def close_websocket(self) -> None:
        """Ends the WebSocket by its own Close, without a DISCONNECT."""
        socket = self.client._sock
        socket._socket.send(socket._create_frame(socket.OPCODE_CONNCLOSE, bytearray(b"\x03\xe8")))

    def _acknowledged(self, mid: int, what: str):
        while True:
            found, answer = self._next(self.acknowledgements, what)
            if found == mid:
                return answer

    def _next(self, inbox: queue.Queue, what: str, seconds: float = ANSWER_SECONDS_MAX):
        try:
            return inbox.get(timeout=seconds)
        except queue.Empty:
            state = "open" if self.closings.empty() else f"closed: {self.closings.queue[0]}"
            raise AssertionError(f"{what}: nothing within {seconds} s; the connection is {state}") from None


def connect(server: Server, keys: Keys | None, client_id: str, **settings) -> Connection:
    """An accepted connection."""
    return Connection(server, keys, client_id, **settings).accepted()
