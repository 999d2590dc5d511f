package io.gantry.server.patch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What patches need to know of a place in an object: how its value is put together and when two elements of a list are
 * the same. Immutable and thread-safe.
 */
public interface Schema {
    /** How a value is put together, as server-side apply sees it. */
    enum Form {
        /** No parts: a scalar, or a list, map or object that is owned and replaced as a whole. */
        LEAF,
        /** An object with known fields. */
        STRUCT,
        /** A map whose keys the user chooses. */
        MAP,
        /** A list whose elements are told apart by some of their fields. */
        KEYED_LIST,
        /** A list of scalars that are each there once. */
        SET
    }

    Form form();

    /** The place of a struct's field or of a map's values; {@code null} for a field that is not known. */
    @Nullable
    Schema field(String name);

    /** Whether a struct has this field by itself, as opposed to a map's key and to what is kept without being described. */
    boolean declares(String field);

    /** The place of a list's elements. */
    Schema element();

    /** The fields that tell the elements of a {@link Form#KEYED_LIST} apart. */
    List<String> keys();

    /** The value that an element's key field has when it is left out; {@code null} if there is none. */
    @Nullable
    Object keyDefault(String key);

    /** Strategic merge: a list is merged, not replaced. */
    boolean mergeList();

    /** Strategic merge: the field that makes two elements of a merged list the same; empty for a list of scalars. */
    String mergeKey();

    /** Strategic merge: fields that the patch does not name are cleared. */
    boolean retainKeys();

    /**
     * Whether a struct's field is there even in an empty object, as an empty object or as null, because Kubernetes holds
     * it by value. Decides which containers a first writer comes to own.
     */
    boolean heldByValue(String field);
}
