package io.gantry.api.schema;

/** {@code x-kubernetes-list-type}: what server-side apply takes for an element's identity. */
public enum ListType {
    /** Not said: atomic for apply. */
    NONE,
    ATOMIC,
    SET,
    MAP
}
