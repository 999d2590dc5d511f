package io.gantry.server.api;

/** The forms in which objects travel. */
enum Encoding {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf");

    static final String ALL = "application/json, application/yaml, application/vnd.kubernetes.protobuf";

    /** What custom resources travel in. */
    static final String WITHOUT_PROTOBUF = "application/json, application/yaml";

    /** What watches travel in. */
    static final String STREAMS = "application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch";

    static final String STREAMS_WITHOUT_PROTOBUF = "application/json;stream=watch";

    private final String mediaType;

    Encoding(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }
}
