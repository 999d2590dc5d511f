package io.gantry.server.custom;

import io.gantry.api.codec.DecodeException;
import io.gantry.api.meta.v1.ObjectMeta;
import io.gantry.api.names.Names;
import io.gantry.api.status.GoText;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldErrors;
import io.gantry.api.validation.FieldPath;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a conversion may change of an object's metadata: labels and annotations. Pure. */
record ConvertedMetadata(Map<String, String> labels, Map<String, String> annotations) {
    private static final int MAX_ANNOTATIONS = 256 * 1024;

    /** @throws DecodeException when something is wrong in what was changed; the message says what */
    static ConvertedMetadata of(@Nullable Object metadata, ObjectMeta original) {
        if (metadata == null) {
            throw new DecodeException("missing metadata in converted object");
        }
        if (!(metadata instanceof Map<?, ?> given)) {
            throw new DecodeException("invalid metadata of type " + GoText.type(metadata) + " in converted object");
        }
        Map<String, String> labels = texts(given, "labels");
        Map<String, String> annotations = texts(given, "annotations");
        FieldErrors errors = new FieldErrors();
        FieldPath path = FieldPath.of("metadata");
        if (!labels.equals(original.labels())) {
            labels.forEach((key, value) -> {
                errors.invalid(path.child("labels"), key, Names.qualifiedName(key));
                errors.invalid(path.child("labels"), value, Names.labelValue(value));
            });
        }
        if (!annotations.equals(original.annotations())) {
            check(annotations, path.child("annotation"), errors); // the field's name in Kubernetes' message
        }
        if (!errors.isEmpty()) {
            throw new DecodeException(FieldError.aggregate(errors.list()));
        }
        return new ConvertedMetadata(labels, annotations);
    }

    private static void check(Map<String, String> annotations, FieldPath path, FieldErrors errors) {
        long size = 0;
        for (Map.Entry<String, String> entry : annotations.entrySet()) {
            errors.invalid(
                    path, entry.getKey(), Names.qualifiedName(entry.getKey().toLowerCase(Locale.ROOT)));
            size += entry.getKey().getBytes(StandardCharsets.UTF_8).length
                    + entry.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (size > MAX_ANNOTATIONS) {
            errors.tooLong(path, MAX_ANNOTATIONS);
        }
    }

    private static Map<String, String> texts(Map<?, ?> metadata, String field) {
        Object value = metadata.get(field);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new DecodeException(
                    "invalid metadata." + field + " of type " + GoText.type(value) + " in converted object");
        }
        Map<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            if (!(each instanceof String text)) {
                throw new DecodeException("metadata." + field + "[" + key + "] must be a string, but is "
                        + GoText.type(each) + " in converted object");
            }
            texts.put(String.valueOf(key), text);
        });
        return texts;
    }
}
