package io.gantry.api;

import io.gantry.api.codec.StrictErrors;
import io.gantry.api.validation.FieldError;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a CustomResourceDefinition says of the objects of one version of its kind: for a custom kind what a field table is
 * for a built-in one. Immutable and thread-safe; none of the methods changes its arguments.
 *
 * <p>Content is the tree of an object without {@code apiVersion}, {@code kind} and {@code metadata}.
 */
public interface CustomRules {
    /** Rules of a kind of which nothing but its names is known: everything is kept as it is. */
    CustomRules NONE = new CustomRules() {};

    /**
     * The content without the fields that the schema has no place for.
     *
     * @param errors told of each such field, if given
     * @return {@code content} itself when nothing had to go
     */
    default Map<String, Object> prune(Map<String, Object> content, @Nullable StrictErrors errors) {
        return content;
    }

    /** The content with the schema's defaults; {@code content} itself when nothing is missing. */
    default Map<String, Object> complete(Map<String, Object> content) {
        return content;
    }

    /**
     * What the schema finds wrong with an object.
     *
     * @param old what the object succeeds; null for a new object
     * @param subresource the part of the object that was written; empty for the object itself
     */
    default List<FieldError> validate(CustomObject object, @Nullable CustomObject old, String subresource) {
        return List.of();
    }
}
