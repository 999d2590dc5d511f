package io.gantry.api.codec;

import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import org.jspecify.annotations.Nullable;

/** The errors of a reader of CBOR, which in Kubernetes names a field by its type instead of its place. */
final class CborTrail extends FieldTrail {
    private static final String NUMBER = "number ";

    private final CborParser parser;

    CborTrail(CborParser parser, @Nullable StrictErrors strict) {
        super(strict);
        this.parser = parser;
    }

    @Override
    void unknown(String name) {
        StrictErrors errors = errors();
        if (errors != null) {
            errors.unknownEntry(parser.entry());
        }
    }

    @Override
    DecodeException mismatch(RecordType<?> type, FieldInfo field, String given, String goType) {
        String why =
                given.startsWith(NUMBER) ? " (" + given.substring(NUMBER.length()) + " overflows " + goType + ")" : "";
        return new DecodeException("cbor: cannot unmarshal " + parser.word() + " into Go struct field "
                + GoTypes.record(type) + "." + field.name() + " of type " + goType + why);
    }
}
