package io.gantry.api.schema;

/** The kind of a field's value, or of the elements of its list or map. In brackets its Java class. */
public enum ValueKind {
    /** ({@link String}). */
    STRING,
    /** ({@link Integer}). */
    INT32,
    /** ({@link Long}). */
    INT64,
    /** ({@link Boolean}). */
    BOOL,
    /** ({@link Double}). */
    DOUBLE,
    /** Base64 in JSON ({@link io.gantry.api.types.Bytes}). */
    BYTES,
    /** RFC 3339 in whole seconds ({@link java.time.Instant}). */
    TIME,
    /** RFC 3339 with six digits of microseconds ({@link java.time.Instant}). */
    MICRO_TIME,
    /** Go's notation, such as {@code 1m30s} ({@link java.time.Duration}). */
    DURATION,
    /** ({@link io.gantry.api.types.Quantity}). */
    QUANTITY,
    /** ({@link io.gantry.api.types.IntOrString}). */
    INT_OR_STRING,
    /** Any JSON; a message with the bytes in field 1 on the wire ({@link io.gantry.api.types.RawJson}). */
    RAW,
    /** Another record of the API. */
    RECORD,
    /** A list of strings as a map's value; a message with the strings in field 1 on the wire ({@link java.util.List}). */
    STRINGS
}
