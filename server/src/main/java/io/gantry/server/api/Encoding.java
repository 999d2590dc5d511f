package io.gantry.server.api;

import io.gantry.server.stream.WatchSocket;

/** The forms in which objects travel. */
enum Encoding {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf"),
    CBOR("application/cbor");

    static final String ALL =
            "application/json, application/yaml, application/vnd.kubernetes.protobuf, application/cbor";

    /** What custom resources travel in. */
    static final String WITHOUT_PROTOBUF = "application/json, application/yaml, application/cbor";

    /** What watches travel in. */
    static final String STREAMS = "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch,"
            + " application/cbor-seq";

    static final String STREAMS_WITHOUT_PROTOBUF = "application/json;stream=watch, application/cbor-seq";

    private final String mediaType;

    Encoding(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** How events of a watch that is sent so become messages of a WebSocket. */
    WatchSocket.Framing framing() {
        return switch (this) {
            case JSON, YAML -> WatchSocket.Framing.TEXT;
            case PROTOBUF -> WatchSocket.Framing.BINARY_BEHIND_LENGTH;
            case CBOR -> WatchSocket.Framing.BINARY;
        };
    }

    /** What a watch that is sent so says of itself. */
    String streamType() {
        return switch (this) {
            case JSON, YAML -> mediaType;
            case PROTOBUF -> mediaType + ";stream=watch";
            case CBOR -> mediaType + "-seq"; // RFC 8742
        };
    }
}
