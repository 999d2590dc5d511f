package io.gantry.server.cel;

import org.jspecify.annotations.Nullable;

/** Where values come from of which something is known before there are any: how large they can be, and what lies in them. */
interface Place {
    /** The place of a field, or of a map's values; null when nothing is known of it. */
    @Nullable
    Place field(String name);

    /** The place of a list's elements or of a map's values; null when nothing is known of them. */
    @Nullable
    Place element();

    /** The most characters that a map's key can have. */
    long keys();

    /** The most characters, bytes, elements or entries that a value can have; 0 for what has no size. */
    long most();
}
