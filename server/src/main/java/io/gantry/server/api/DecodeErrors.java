package io.gantry.server.api;

import static java.util.Objects.requireNonNullElse;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import io.gantry.api.codec.Cbor;
import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.Json;
import io.gantry.api.codec.Proto;
import io.gantry.api.codec.Tree;
import io.gantry.api.codec.TypeMeta;
import io.gantry.api.codec.Yaml;
import io.gantry.api.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * What Kubernetes says of a body that it cannot read ({@code transformDecodeError}): whether it got as far as to know what
 * kind the body is of decides how it begins. Pure.
 */
final class DecodeErrors {
    /** As much of an unreadable body is shown. */
    private static final int SHOWN_BYTES = 30;

    private static final String INTERPRET = "couldn't get version/kind; json parse error: ";
    private static final String FROM_YAML = "error converting YAML to JSON: ";
    /** Kubernetes names the variable that holds its table of types. */
    private static final String SCHEME = "in scheme \"pkg/api/legacyscheme/scheme.go:30\"";

    private DecodeErrors() {}

    /** The refusal of a body that {@code cause} was thrown for. */
    static StatusException of(byte[] body, Encoding encoding, Kind<?> expected, DecodeException cause) {
        TypeMeta type;
        try {
            type = typeMeta(body, encoding);
        } catch (DecodeException e) {
            return unrecognized(body, expected, message(e));
        }
        TypeMeta named = new TypeMeta(
                type.apiVersion().isEmpty() ? expected.apiVersion() : type.apiVersion(),
                type.kind().isEmpty() ? expected.name() : type.kind());
        boolean known = named.equals(new TypeMeta(expected.apiVersion(), expected.name()))
                || Kinds.find(named.apiVersion(), named.kind()) != null
                || named.kind().endsWith("List");
        return handled(
                named,
                expected,
                known
                        ? message(cause)
                        : "no kind \"" + named.kind() + "\" is registered for version \"" + named.apiVersion() + "\" "
                                + SCHEME);
    }

    /** The refusal of an object of another kind: there is no way from the one to the other. */
    static StatusException otherKind(Kind<?> given, String name, Kind<?> expected) {
        return handled(
                new TypeMeta(given.apiVersion(), name),
                expected,
                "converting (" + given.version() + "." + name + ") to (" + internalPackage(expected) + "."
                        + expected.name() + "): unknown conversion");
    }

    /** The refusal of what only a strict reader refuses. */
    static StatusException strict(Kind<?> expected, String errors) {
        return handled(new TypeMeta(expected.apiVersion(), expected.name()), expected, errors);
    }

    /**
     * Refuses an object that does not say what it is: unlike one of a built-in kind, a custom resource must.
     *
     * @throws DecodeException when the body cannot be read
     */
    static void requireType(byte[] body, Encoding encoding, Kind<?> expected) {
        TypeMeta type = switch (encoding) {
            case JSON -> Json.typeMeta(body);
            case CBOR -> Cbor.typeMeta(body);
            case YAML, PROTOBUF -> typeMeta(body, encoding);
        };
        if (type.kind().isEmpty()) {
            String text = switch (encoding) {
                case JSON, PROTOBUF -> new String(body, StandardCharsets.UTF_8).strip();
                case YAML -> new String(Tree.toJson(Yaml.parse(body)), StandardCharsets.UTF_8);
                case CBOR -> new String(Tree.toJson(Cbor.parse(body)), StandardCharsets.UTF_8);
            };
            Tree.parseJson(text.getBytes(StandardCharsets.UTF_8)); // what is no JSON is refused as such
            String apiVersion = type.apiVersion().isEmpty() ? expected.apiVersion() : type.apiVersion();
            throw handled(
                    new TypeMeta(apiVersion, expected.name()), expected, "Object 'Kind' is missing in '" + text + "'");
        }
        if (type.apiVersion().isEmpty()) {
            throw otherVersion("", expected);
        }
    }

    /** The refusal of an object in another version than the path's. */
    static StatusException otherVersion(String given, Kind<?> expected) {
        return StatusException.badRequest("the API version in the data (" + given
                + ") does not match the expected API version (" + expected.apiVersion() + ")");
    }

    private static StatusException handled(TypeMeta named, Kind<?> expected, String why) {
        String apiVersion = named.apiVersion();
        return StatusException.badRequest(
                named.kind() + " in version \"" + apiVersion.substring(apiVersion.indexOf('/') + 1)
                        + "\" cannot be handled as a " + expected.name() + ": " + why);
    }

    private static StatusException unrecognized(byte[] body, Kind<?> expected, String why) {
        return StatusException.badRequest("the object provided is unrecognized (must be of type " + expected.name()
                + "): " + why + " (" + summary(body) + ")");
    }

    /**
     * What the body says of its type.
     *
     * @throws DecodeException when the body does not even tell its type
     */
    static TypeMeta typeMeta(byte[] body, Encoding encoding) {
        return switch (encoding) {
            case JSON -> {
                try {
                    Tree.parseJson(body); // all of it: a type is believed only where the whole is JSON
                    yield Json.typeMeta(body);
                } catch (DecodeException e) {
                    throw message(e).startsWith(INTERPRET) ? e : new DecodeException(INTERPRET + message(e), e);
                }
            }
            case YAML -> {
                Object tree;
                try {
                    tree = Yaml.parse(body);
                } catch (DecodeException e) {
                    String message = message(e);
                    throw message.startsWith(FROM_YAML)
                            ? new DecodeException(message.substring(FROM_YAML.length()), e)
                            : e;
                }
                yield Json.typeMeta(Tree.toJson(tree));
            }
            case CBOR -> {
                Cbor.parse(body); // all of it, as above
                yield Cbor.typeMeta(body);
            }
            case PROTOBUF -> {
                if (body.length == 0) {
                    throw new DecodeException("empty data");
                }
                if (!Proto.isProto(body)) {
                    throw new DecodeException("provided data does not appear to be a protobuf message, expected prefix"
                            + " [107 56 115 0]");
                }
                yield Proto.typeMeta(body);
            }
        };
    }

    private static String summary(byte[] body) {
        if (body.length == 0) {
            return "<empty>";
        }
        int shown = Math.min(body.length, SHOWN_BYTES);
        String text = body[0] == '{'
                ? new String(body, 0, shown, StandardCharsets.UTF_8)
                : HexFormat.of().formatHex(body, 0, shown);
        return shown < body.length ? text + " ..." : text;
    }

    /** The Go package that has the group's types independent of versions. */
    private static String internalPackage(Kind<?> kind) {
        String group = kind.group();
        if (group.isEmpty() || group.equals("events.k8s.io")) {
            return "core";
        }
        int dot = group.indexOf('.');
        return dot < 0 ? group : group.substring(0, dot);
    }

    private static String message(DecodeException e) {
        return requireNonNullElse(e.getMessage(), "it cannot be read");
    }
}
