package io.gantry.server.api;

import io.gantry.api.Kind;
import io.gantry.api.status.StatusException;
import io.gantry.server.edge.Exchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the client wants its answer: form, and whether it wants the objects, a table of them, or their metadata only.
 *
 * @param shapeVersion the version of {@code meta.k8s.io} that a table or metadata are wanted in
 * @param pretty indented JSON, for people: asked for, or a browser or curl by its name
 */
record Negotiation(Encoding encoding, Shape shape, String shapeVersion, boolean pretty) {
    private static final String V1 = "v1";
    private static final String V1BETA1 = "v1beta1";

    enum Shape {
        OBJECT,
        TABLE,
        METADATA
    }

    /** What a watch is sent in: there is no stream of YAML, and who wants one is told so in JSON. */
    Encoding streamed() {
        return encoding == Encoding.YAML ? Encoding.JSON : encoding;
    }

    /** The group and version of a table or of metadata. */
    String shapeApiVersion() {
        return "meta.k8s.io/" + shapeVersion;
    }

    /** Whether it is the version before version 1, which few ask for. */
    boolean former() {
        return shapeVersion.equals(V1BETA1);
    }

    private record Range(String type, Map<String, String> parameters, double quality) {}

    /**
     * For a request about a kind of objects that are kept.
     *
     * @throws StatusException 406 when nothing that the client accepts is offered
     */
    static Negotiation of(Exchange exchange, @Nullable String prettyParameter, Kind<?> kind) {
        return of(exchange, prettyParameter, true, !kind.custom());
    }

    /**
     * For a watch of a kind of objects. There is no stream of YAML, and who prefers it gets no other; as in Kubernetes.
     *
     * @throws StatusException 406 when nothing that the client accepts is offered
     */
    static Negotiation ofWatch(Exchange exchange, @Nullable String prettyParameter, Kind<?> kind) {
        Negotiation how = of(exchange, prettyParameter, kind);
        if (how.encoding() == Encoding.YAML) {
            throw StatusException.notAcceptable(kind.custom() ? Encoding.STREAMS_WITHOUT_PROTOBUF : Encoding.STREAMS);
        }
        return how;
    }

    /** @throws StatusException 406 when nothing that the client accepts is offered */
    static Negotiation of(Exchange exchange, @Nullable String prettyParameter, boolean tables) {
        return of(exchange, prettyParameter, tables, true);
    }

    /** @param protobuf whether the objects themselves have a protobuf form; their metadata always has one */
    private static Negotiation of(
            Exchange exchange, @Nullable String prettyParameter, boolean tables, boolean protobuf) {
        List<Range> ranges = new ArrayList<>();
        for (String element : exchange.headers().elements("accept")) {
            ranges.add(range(element));
        }
        boolean pretty = pretty(exchange, prettyParameter);
        if (ranges.isEmpty()) {
            return new Negotiation(Encoding.JSON, Shape.OBJECT, V1, pretty);
        }
        ranges.sort(Comparator.comparingDouble(Range::quality).reversed());
        for (Range range : ranges) {
            Encoding encoding = encoding(range.type());
            Shape shape = shape(range.parameters(), tables);
            boolean without = shape == Shape.TABLE || (shape == Shape.OBJECT && !protobuf);
            if (encoding != null && shape != null && !(encoding == Encoding.PROTOBUF && without)) {
                String version = V1BETA1.equals(range.parameters().get("v")) ? V1BETA1 : V1;
                return new Negotiation(encoding, shape, version, pretty);
            }
        }
        throw StatusException.notAcceptable(protobuf ? Encoding.ALL : Encoding.WITHOUT_PROTOBUF);
    }

    private static Range range(String element) {
        String[] parts = element.split(";", -1);
        Map<String, String> parameters = new TreeMap<>();
        double quality = 1;
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String name = equals < 0
                    ? parts[i].strip()
                    : parts[i].substring(0, equals).strip();
            String value = equals < 0 ? "" : parts[i].substring(equals + 1).strip();
            if (name.equals("q")) {
                quality = quality(value);
            } else {
                parameters.put(name, value);
            }
        }
        return new Range(parts[0].strip().toLowerCase(Locale.ROOT), parameters, quality);
    }

    private static double quality(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0; // a client that cannot say how much it wants something does not get it first
        }
    }

    private static @Nullable Encoding encoding(String type) {
        return switch (type) {
            case "application/json", "*/*", "application/*" -> Encoding.JSON;
            case "application/yaml" -> Encoding.YAML;
            case "application/vnd.kubernetes.protobuf" -> Encoding.PROTOBUF;
            case "application/cbor" -> Encoding.CBOR;
            default -> null;
        };
    }

    private static @Nullable Shape shape(Map<String, String> parameters, boolean tables) {
        String as = parameters.get("as");
        if (as == null || as.isEmpty()) {
            return Shape.OBJECT;
        }
        boolean meta = "meta.k8s.io".equals(parameters.getOrDefault("g", "meta.k8s.io"))
                && List.of(V1, V1BETA1).contains(parameters.getOrDefault("v", V1));
        return switch (as) {
            case "Table" -> meta && tables ? Shape.TABLE : null;
            case "PartialObjectMetadata", "PartialObjectMetadataList" -> meta ? Shape.METADATA : null;
            default -> null;
        };
    }

    private static boolean pretty(Exchange exchange, @Nullable String parameter) {
        if (parameter != null) {
            return !parameter.equals("false") && !parameter.equals("0");
        }
        String agent = exchange.headers().first("user-agent");
        return agent != null
                && (agent.startsWith("curl") || agent.startsWith("Wget") || agent.startsWith("Mozilla/5.0"));
    }
}
