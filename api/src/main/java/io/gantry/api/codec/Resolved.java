package io.gantry.api.codec;

import io.gantry.api.Kind;
import io.gantry.api.Kinds;
import org.jspecify.annotations.Nullable;

/**
 * The kind that an object names.
 *
 * @param list the object is a list of objects of this kind
 */
record Resolved(Kind<?> kind, boolean list) {
    private static final String LIST = "List";

    static Resolved of(TypeMeta named, @Nullable Kind<?> expected) {
        if (named.kind().isEmpty() && named.apiVersion().isEmpty() && expected != null) {
            return new Resolved(expected, false);
        }
        if (expected != null
                && expected.custom()
                && expected.name().equals(named.kind())
                && expected.apiVersion().equals(named.apiVersion())) {
            return new Resolved(expected, false);
        }
        if (named.kind().isEmpty()) {
            if (expected != null && expected.apiVersion().equals(named.apiVersion())) {
                return new Resolved(expected, false);
            }
            throw new DecodeException("Object 'Kind' is missing");
        }
        if (named.apiVersion().isEmpty()) {
            if (expected != null && expected.name().equals(named.kind())) {
                return new Resolved(expected, false);
            }
            throw new DecodeException("Object 'apiVersion' is missing");
        }
        Kind<?> kind = Kinds.find(named.apiVersion(), named.kind());
        if (kind != null) {
            return new Resolved(kind, false);
        }
        if (named.kind().endsWith(LIST)) {
            kind = Kinds.find(
                    named.apiVersion(), named.kind().substring(0, named.kind().length() - LIST.length()));
            if (kind != null) {
                return new Resolved(kind, true);
            }
        }
        throw new DecodeException(
                "no kind \"" + named.kind() + "\" is registered for version \"" + named.apiVersion() + "\"");
    }
}
