package io.gantry.server.api;

import static java.util.Objects.requireNonNull;

import io.gantry.api.Kind;
import io.gantry.api.KubeList;
import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Interner;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Proto;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.TypeMeta;
import io.gantry.api.codec.Yaml;
import io.gantry.api.meta.v1.DeleteOptions;
import io.gantry.api.meta.v1.DeleteOptionsType;
import io.gantry.api.status.StatusException;
import io.gantry.server.edge.BodyTooLargeException;
import io.gantry.server.edge.Exchange;
import io.gantry.server.registry.Patcher.Strictness;
import io.gantry.server.request.RequestScope;
import io.gantry.server.request.RequestTrace;
import io.gantry.server.request.RequestTrace.Phase;
import io.gantry.server.request.RequestWitness;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads request bodies. Thread-safe. */
final class Bodies {
    /** Kubernetes' limit. */
    static final int MAX_BYTES = 3 * 1024 * 1024;

    private final Interner interner;

    Bodies(Interner interner) {
        this.interner = interner;
    }

    static byte[] bytes(Exchange exchange) throws IOException {
        long began = RequestTrace.begin();
        try {
            return exchange.readBody(MAX_BYTES);
        } catch (BodyTooLargeException e) {
            throw StatusException.tooLarge("limit is " + MAX_BYTES);
        } finally {
            RequestTrace.end(Phase.BODY, began);
        }
    }

    /** The object in the body, which must be of the expected kind. */
    <T> T read(Exchange exchange, Kind<T> expected, Strictness strictness) throws IOException {
        Encoding encoding = contentType(exchange);
        if (encoding == Encoding.PROTOBUF && expected.custom()) {
            throw StatusException.unsupportedMediaType(Encoding.WITHOUT_PROTOBUF);
        }
        return decode(bytes(exchange), encoding, expected, strictness);
    }

    /**
     * The object in the body, which may be of the expected kind in another version too, whose fields are the same.
     *
     * @param apiVersion the other one
     */
    <T> T read(Exchange exchange, Kind<T> expected, String apiVersion, Strictness strictness) throws IOException {
        byte[] body = bytes(exchange);
        Encoding encoding = contentType(exchange);
        try {
            if (!DecodeErrors.typeMeta(body, encoding).equals(new TypeMeta(apiVersion, expected.name()))) {
                return decode(body, encoding, expected, strictness);
            }
            return switch (encoding) {
                case JSON -> decode(retypedTree(Tree.parseJson(body), expected), Encoding.JSON, expected, strictness);
                case YAML -> decode(retypedTree(Yaml.parse(body), expected), Encoding.JSON, expected, strictness);
                case CBOR -> decode(retypedTree(Cbor.parse(body), expected), Encoding.JSON, expected, strictness);
                case PROTOBUF -> decode(retyped(body, expected), encoding, expected, strictness);
            };
        } catch (DecodeException e) {
            throw DecodeErrors.of(body, encoding, expected, e);
        }
    }

    /**
     * The options in the body of a delete; null when there is none. Clients write them in any group and version: every
     * group has DeleteOptions, and they are the same everywhere.
     */
    @Nullable
    DeleteOptions deleteOptions(Exchange exchange, Strictness strictness) throws IOException {
        byte[] body = bytes(exchange);
        if (body.length == 0) {
            return null;
        }
        Kind<DeleteOptions> kind = requireNonNull(DeleteOptionsType.TYPE.kind());
        Encoding encoding = contentType(exchange);
        try {
            TypeMeta type = switch (encoding) {
                case JSON -> Json.typeMeta(body);
                case PROTOBUF -> Proto.typeMeta(body);
                case CBOR -> Cbor.typeMeta(body);
                case YAML -> new TypeMeta("", "");
            };
            if (!type.kind().equals(kind.name()) || type.apiVersion().equals(kind.apiVersion())) {
                return decode(body, encoding, kind, strictness);
            }
            if (encoding == Encoding.JSON) {
                return Json.decodeRecord(body, DeleteOptionsType.TYPE, DecodeOptions.LENIENT);
            }
            if (encoding == Encoding.CBOR) {
                return Cbor.decodeRecord(body, DeleteOptionsType.TYPE, DecodeOptions.LENIENT);
            }
            return decode(retyped(body, kind), encoding, kind, strictness);
        } catch (DecodeException e) {
            throw DecodeErrors.of(body, encoding, kind, e);
        }
    }

    /** The tree with another type, as JSON. */
    private static byte[] retypedTree(@Nullable Object tree, Kind<?> kind) {
        Map<String, Object> fields = Tree.object(tree);
        fields.put("apiVersion", kind.apiVersion());
        fields.put("kind", kind.name());
        return Tree.toJson(fields);
    }

    /** The envelope with another type: of a field that comes twice, the last one counts. */
    private static byte[] retyped(byte[] envelope, Kind<?> kind) {
        byte[] apiVersion = kind.apiVersion().getBytes(StandardCharsets.UTF_8);
        byte[] name = kind.name().getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(envelope.length + 32);
        out.writeBytes(envelope);
        out.write(0x0a);
        out.write(4 + apiVersion.length + name.length);
        out.write(0x0a);
        out.write(apiVersion.length);
        out.writeBytes(apiVersion);
        out.write(0x12);
        out.write(name.length);
        out.writeBytes(name);
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked") // the kind is compared first
    private <T> T decode(byte[] body, Encoding encoding, Kind<T> expected, Strictness strictness) {
        StrictErrors errors = new StrictErrors();
        DecodeOptions options =
                strictness == Strictness.IGNORE ? DecodeOptions.LENIENT : DecodeOptions.collecting(errors);
        long began = RequestTrace.begin();
        Object object;
        try {
            if (expected.custom()) {
                DecodeErrors.requireType(body, encoding, expected);
            }
            object = switch (encoding) {
                case JSON -> Json.decode(body, expected, options);
                case YAML -> Yaml.decode(body, expected, options);
                case PROTOBUF -> Proto.decode(body, expected, interner);
                case CBOR -> Cbor.decode(body, expected, options);
            };
        } catch (DecodeException e) {
            throw DecodeErrors.of(body, encoding, expected, e);
        } finally {
            RequestTrace.end(Phase.DECODE, began);
        }
        if (object instanceof KubeList<?> list) {
            throw DecodeErrors.otherKind(list.itemKind(), list.kindName(), expected);
        }
        Kind<?> kind = Objects.kindOf(object);
        if (kind != expected) {
            if (!kind.name().equals(expected.name())) {
                throw DecodeErrors.otherKind(kind, kind.name(), expected);
            }
            throw DecodeErrors.otherVersion(kind.apiVersion(), expected);
        }
        if (!errors.isEmpty()) {
            if (strictness == Strictness.STRICT) {
                throw DecodeErrors.strict(expected, errors.message());
            }
            errors.list().forEach(RequestScope::warn);
        }
        RequestWitness witness = RequestScope.currentWitness();
        if (witness != null) {
            witness.requested(object);
        }
        return (T) object;
    }

    private static Encoding contentType(Exchange exchange) {
        String header = exchange.headers().first("content-type");
        if (header == null || header.isEmpty()) {
            return Encoding.JSON;
        }
        int semicolon = header.indexOf(';');
        String type = (semicolon < 0 ? header : header.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (type) {
            // curl -d says form-urlencoded and means JSON; Kubernetes refuses it, too
            case "application/json" -> Encoding.JSON;
            case "application/yaml" -> Encoding.YAML;
            case "application/vnd.kubernetes.protobuf" -> Encoding.PROTOBUF;
            case "application/cbor" -> Encoding.CBOR;
            default -> throw StatusException.unsupportedMediaType(Encoding.ALL);
        };
    }
}
