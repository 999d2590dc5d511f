package io.gantry.api.codec;

import org.jspecify.annotations.Nullable;

/**
 * How to read an object.
 *
 * @param strictErrors collects unknown and duplicate fields; they are ignored without it
 */
public record DecodeOptions(@Nullable StrictErrors strictErrors) {
    /** Ignores unknown and duplicate fields. */
    public static final DecodeOptions LENIENT = new DecodeOptions(null);

    /** Collects unknown and duplicate fields; whether they refuse the object is up to the caller. */
    public static DecodeOptions collecting(StrictErrors errors) {
        return new DecodeOptions(errors);
    }
}
