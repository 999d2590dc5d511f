package io.gantry.api.schema;

/** How JSON writes a record. All but {@link #OBJECT} are the three unions of a custom resource's schema. */
public enum Shape {
    OBJECT,
    /** One schema, or a list of schemas: the first component or the second. */
    SCHEMA_OR_ARRAY,
    /** A boolean, or a schema: the first component or the second. */
    SCHEMA_OR_BOOL,
    /** One schema, or a list of strings: the first component or the second. */
    SCHEMA_OR_STRINGS
}
