package io.gantry.testkit.coverage;

import io.gantry.api.Kind;
import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Proto;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.Yaml;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A form in which objects travel; each of them is turned into a tree here, so that what came in one can be compared with another. */
enum Form {
    JSON("application/json"),
    YAML("application/yaml"),
    PROTOBUF("application/vnd.kubernetes.protobuf"),
    CBOR("application/cbor");

    private final String mediaType;

    Form(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    /** What a watch in this form says of itself. */
    String stream() {
        return switch (this) {
            case JSON, YAML -> mediaType;
            case PROTOBUF -> mediaType + ";stream=watch";
            case CBOR -> mediaType + "-seq";
        };
    }

    /** The media type with which metadata alone is asked for. */
    String metadata() {
        return mediaType + ";as=PartialObjectMetadata;g=meta.k8s.io;v=v1";
    }

    String metadataList() {
        return mediaType + ";as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
    }

    String table() {
        return mediaType + ";as=Table;g=meta.k8s.io;v=v1";
    }

    /** The tree as a body of this form; {@code kind} is what protobuf needs to know. */
    byte[] body(Map<String, Object> tree, Kind<?> kind) {
        return switch (this) {
            case JSON -> Tree.toJson(tree);
            case YAML -> Yaml.write(tree).getBytes(StandardCharsets.UTF_8);
            case PROTOBUF -> Proto.encode(Tree.toObject(tree, kind, DecodeOptions.LENIENT));
            case CBOR -> Cbor.ofTree(tree);
        };
    }

    /** The object in a body of this form. */
    Map<String, Object> tree(byte[] body) {
        return switch (this) {
            case JSON -> Tree.object(Tree.parseJson(body));
            case YAML -> Tree.object(Yaml.parse(body));
            case PROTOBUF -> Tree.of(Proto.decode(body, null, null));
            case CBOR -> Tree.object(Cbor.parse(body));
        };
    }
}
