package io.gantry.server.config;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Scalars;
import io.gantry.api.codec.StrictErrors;
import io.gantry.api.codec.Yaml;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes a file of {@code apiserver.config.k8s.io} apart, strictly: an unknown or repeated field is an error, since it might
 * be what was meant to keep somebody out. For one file and one thread.
 */
public final class ConfigurationFields {
    private static final String GROUP = "apiserver.config.k8s.io/";

    private final StrictErrors strict = new StrictErrors();

    /**
     * The fields of the file.
     *
     * @param versions that it may be of, the newest first
     * @param fields that it may have besides apiVersion and kind
     * @throws DecodeException when it is no YAML or of another kind
     */
    public Map<?, ?> top(byte[] yaml, List<String> versions, String kind, Set<String> fields) {
        Map<?, ?> top = map(Yaml.parse(yaml, DecodeOptions.collecting(strict)), "the file");
        String apiVersion = text(top.get("apiVersion"), "apiVersion");
        String given = text(top.get("kind"), "kind");
        if (versions.stream().noneMatch(version -> apiVersion.equals(GROUP + version)) || !given.equals(kind)) {
            throw new DecodeException("it must be of apiVersion " + GROUP + versions.getFirst() + " and kind " + kind
                    + ", is of apiVersion " + FieldError.quote(apiVersion) + " and kind " + FieldError.quote(given));
        }
        for (Object name : top.keySet()) {
            if (!name.equals("apiVersion") && !name.equals("kind") && !fields.contains(name)) {
                strict.unknownField(String.valueOf(name));
            }
        }
        return top;
    }

    /** An object with these fields; without any when it is left out. */
    public Map<?, ?> object(@Nullable Object value, FieldPath path, Set<String> fields) {
        if (value == null) {
            return Map.of();
        }
        Map<?, ?> object = map(value, path.toString());
        for (Object name : object.keySet()) {
            if (!fields.contains(name)) {
                strict.unknownField(path + "." + name);
            }
        }
        return object;
    }

    private static Map<?, ?> map(@Nullable Object value, String path) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new DecodeException(path + " must be an object");
    }

    /** Empty when it is left out. */
    public List<?> list(@Nullable Object value, FieldPath path) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw new DecodeException(path + " must be a list");
        };
    }

    public List<String> texts(@Nullable Object value, FieldPath path) {
        List<String> texts = new ArrayList<>();
        for (Object element : list(value, path)) {
            texts.add(text(element, path.index(texts.size())));
        }
        return texts;
    }

    /** Empty when it is left out. */
    public String text(@Nullable Object value, FieldPath path) {
        return text(value, path.toString());
    }

    private static String text(@Nullable Object value, String path) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            default -> throw new DecodeException(path + " must be a string: put it in quotes");
        };
    }

    public boolean flag(@Nullable Object value, FieldPath path, boolean otherwise) {
        return switch (value) {
            case null -> otherwise;
            case Boolean flag -> flag;
            default -> throw new DecodeException(path + " must be true or false");
        };
    }

    /** Zero when it is left out. */
    public Duration duration(@Nullable Object value, FieldPath path) {
        String text = text(value, path);
        try {
            return text.isEmpty() ? Duration.ZERO : Scalars.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(path + ": " + e.getMessage(), e);
        }
    }

    /** @throws DecodeException when there were fields that should not be */
    public void finish() {
        if (!strict.isEmpty()) {
            throw new DecodeException(strict.message());
        }
    }
}
