package io.gantry.api.codec;

import io.gantry.api.status.GoText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Makes generic trees of YAML. One reader reads one stream; not thread-safe. */
final class YamlReader {
    /** How many nodes aliases may repeat in all: a few lines could otherwise stand for billions. */
    private static final int MAX_REPEATED = 100_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(64 << 20)
            .setParseComments(false)
            .setUseMarks(true)
            .build();

    private final Iterator<Event> events;
    private final List<String> keysAgain = new ArrayList<>();
    private final Map<Anchor, Object> anchors = new HashMap<>();
    private int repeated;
    private int depth;

    private YamlReader(byte[] yaml) {
        events = new Parse(SETTINGS)
                .parseString(new String(yaml, StandardCharsets.UTF_8))
                .iterator();
    }

    /** The documents; an empty one is null. */
    static List<Object> read(byte[] yaml, DecodeOptions options) {
        YamlReader reader = new YamlReader(yaml);
        StrictErrors strict = options.strictErrors();
        try {
            List<Object> documents = new ArrayList<>();
            while (reader.events.hasNext()) {
                Event event = reader.events.next();
                if (event.getEventId() == Event.ID.DocumentStart) {
                    reader.anchors.clear();
                    TreeJson.add(documents, reader.node(reader.events.next()));
                }
            }
            if (strict != null && !reader.keysAgain.isEmpty()) {
                strict.repeatedKeys(reader.keysAgain);
            }
            return documents;
        } catch (YamlEngineException | IllegalArgumentException e) { // the latter for characters that there are none
            throw new DecodeException("error converting YAML to JSON: yaml: " + e.getMessage(), e);
        }
    }

    private @Nullable Object node(Event event) {
        return node(event, false);
    }

    /** @param asKey whether it is a map's key, which may be {@code .inf}: JSON knows no such number, but the text */
    private @Nullable Object node(Event event, boolean asKey) {
        Object value = switch (event) {
            case AliasEvent alias -> repeat(alias);
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence();
            case MappingStartEvent start -> mapping();
            default -> throw new DecodeException("error converting YAML to JSON: yaml: unexpected " + event);
        };
        if (value instanceof Double number && !Double.isFinite(number) && !asKey) {
            throw new DecodeException("error converting YAML to JSON: json: unsupported value: "
                    + (Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf"));
        }
        if (!(event instanceof AliasEvent) && event instanceof NodeEvent node) {
            node.getAnchor().ifPresent(anchor -> remember(anchor, value));
        }
        return value;
    }

    @SuppressWarnings("NullAway") // an anchor may stand at a null
    private void remember(Anchor anchor, @Nullable Object value) {
        anchors.put(anchor, value);
    }

    private @Nullable Object repeat(AliasEvent alias) {
        if (!anchors.containsKey(alias.getAlias())) {
            throw new DecodeException(
                    "error converting YAML to JSON: yaml: unknown anchor '" + alias.getAlias() + "' referenced");
        }
        Object value = anchors.get(alias.getAlias());
        if (depth + height(value) > FieldTrail.MAX_DEPTH) {
            throw tooDeep();
        }
        repeated += size(value);
        if (repeated > MAX_REPEATED) {
            throw new DecodeException("error converting YAML to JSON: yaml: document contains excessive aliasing");
        }
        return Tree.copy(value);
    }

    private static int height(@Nullable Object tree) {
        int highest = 0;
        if (tree instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                highest = Math.max(highest, height(value));
            }
        } else if (tree instanceof List<?> list) {
            for (Object value : list) {
                highest = Math.max(highest, height(value));
            }
        } else {
            return 0;
        }
        return highest + 1;
    }

    private static int size(@Nullable Object tree) {
        int size = 1;
        if (tree instanceof Map<?, ?> map) {
            for (Object value : map.values()) {
                size += size(value);
            }
        } else if (tree instanceof List<?> list) {
            for (Object value : list) {
                size += size(value);
            }
        }
        return size;
    }

    private static @Nullable Object scalar(ScalarEvent scalar) {
        String tag = scalar.getTag().orElse("");
        String text = JsonReader.wellFormed(scalar.getValue());
        return switch (tag) {
            case "" -> scalar.getScalarStyle() == ScalarStyle.PLAIN ? YamlScalars.resolve(text) : text;
            case "tag:yaml.org,2002:binary" -> binary(text);
            case "tag:yaml.org,2002:int",
                    "tag:yaml.org,2002:float",
                    "tag:yaml.org,2002:bool",
                    "tag:yaml.org,2002:null" -> YamlScalars.resolve(text);
            default -> text;
        };
    }

    private static String binary(String text) {
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(
                    "error converting YAML to JSON: yaml: !!binary value contains invalid base64 data", e);
        }
    }

    private void deeper() {
        if (++depth > FieldTrail.MAX_DEPTH) {
            throw tooDeep();
        }
    }

    private static DecodeException tooDeep() {
        return new DecodeException("error converting YAML to JSON: yaml: exceeded max depth");
    }

    private List<Object> sequence() {
        deeper();
        List<Object> list = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            TreeJson.add(list, node(event));
        }
        depth--;
        return list;
    }

    private Map<String, Object> mapping() {
        deeper();
        Map<String, Object> map = new LinkedHashMap<>();
        Map<String, Object> merged = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            if (event instanceof ScalarEvent scalar
                    && scalar.getValue().equals(YamlScalars.MERGE)
                    && scalar.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(merged, node(events.next()));
                continue;
            }
            String key = key(node(event, true));
            Event value = events.next();
            if (map.containsKey(key) && keysAgain.size() < StrictErrors.MAX) {
                int line = value.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
                keysAgain.add("line " + line + ": key " + GoText.quoted(key) + " already set in map");
            }
            TreeJson.put(map, key, node(value));
        }
        merged.forEach((key, value) -> {
            if (!map.containsKey(key)) {
                TreeJson.put(map, key, value);
            }
        });
        depth--;
        return map;
    }

    /** Adds what {@code <<} names; what came before stays. */
    private static void merge(Map<String, Object> into, @Nullable Object value) {
        switch (value) {
            case Map<?, ?> map ->
                map.forEach((key, element) -> {
                    if (!into.containsKey((String) key)) {
                        TreeJson.put(into, (String) key, element);
                    }
                });
            case List<?> list -> list.forEach(element -> merge(into, element));
            case null, default ->
                throw new DecodeException("error converting YAML to JSON: yaml: map merge requires map or sequence of"
                        + " maps as the value");
        }
    }

    private static String key(@Nullable Object key) {
        return switch (key) {
            case String text -> text;
            case Long number -> number.toString();
            case Boolean flag -> flag.toString();
            case Double number when Double.isNaN(number) -> ".nan";
            case Double number when Double.isInfinite(number) -> number > 0 ? ".inf" : "-.inf";
            case Double number -> Scalars.number(number);
            case null -> throw new DecodeException("error converting YAML to JSON: unsupported map key: null");
            default -> throw new DecodeException("error converting YAML to JSON: yaml: invalid map key: " + key);
        };
    }
}
