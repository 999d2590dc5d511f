package io.gantry.api.validation;

import io.gantry.api.Kinds;
import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.defaults.Defaults;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What validation says of objects that are written as YAML. */
final class Verdict {
    private Verdict() {}

    static Object object(String yaml) {
        return Defaults.apply(Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), null, DecodeOptions.LENIENT));
    }

    static List<String> ofNew(String yaml) {
        Object object = object(yaml);
        return texts(Validation.validate(Objects.requireNonNull(Kinds.of(object)), object));
    }

    static List<String> ofUpdate(String before, String after) {
        Object old = object(before);
        return texts(Validation.validateUpdate(Objects.requireNonNull(Kinds.of(old)), old, object(after)));
    }

    static List<String> ofStatus(String before, String after) {
        Object old = object(before);
        return texts(Validation.validateStatusUpdate(Objects.requireNonNull(Kinds.of(old)), old, object(after)));
    }

    static List<String> texts(List<FieldError> errors) {
        return errors.stream().map(FieldError::toString).toList();
    }
}
