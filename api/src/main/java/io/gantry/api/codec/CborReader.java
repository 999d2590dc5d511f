package io.gantry.api.codec;

import com.fasterxml.jackson.core.JsonToken;
import io.gantry.api.schema.FieldInfo;
import io.gantry.api.schema.RecordType;
import io.gantry.api.types.Bytes;
import io.gantry.api.types.RawJson;
import java.io.IOException;

/** Reads records from CBOR: what differs from reading them from JSON. Not thread-safe. */
final class CborReader extends JsonReader {
    private final CborParser parser;
    private final FieldTrail trail;

    CborReader(CborParser parser, FieldTrail trail) {
        super(new byte[0], parser, trail);
        this.parser = parser;
        this.trail = trail;
    }

    /** What the types keep as JSON. */
    @Override
    RawJson raw() throws IOException {
        return RawJson.ofOwned(TreeJson.bytes(new TreeJson(parser, trail).value(parser.currentToken())));
    }

    @Override
    Bytes bytes(RecordType<?> type, FieldInfo field, JsonToken token) throws IOException {
        byte[] tagged = parser.taggedBytes();
        return token == JsonToken.VALUE_STRING && tagged != null
                ? Bytes.ofOwned(tagged)
                : super.bytes(type, field, token);
    }
}
