package io.gantry.api.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;

/** The one configuration of the JSON library, which reads; {@link JsonOutput} writes. */
final class JsonFormat {
    /** One text or number may not be longer: as large as any request that the server takes. */
    private static final int MAX_STRING = 64 << 20;

    /** The first byte of a byte order mark in UTF-8. */
    private static final byte BYTE_ORDER_MARK = (byte) 0xEF;

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            // Keys of labels and data come from clients: they must not fill the JVM's table of interned strings.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            // The default keeps buffers per thread, which virtual threads would never use twice.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(64))
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(FieldTrail.MAX_DEPTH)
                    .maxStringLength(MAX_STRING)
                    .maxNameLength(1 << 20)
                    .build())
            .build();

    private JsonFormat() {}

    /** A parser at the first token. */
    static JsonParser parser(byte[] json) throws IOException {
        JsonParser parser = FACTORY.createParser(json);
        if (parser.nextToken() == null) {
            parser.close();
            throw new DecodeException("unexpected end of JSON input");
        }
        // The library also reads UTF-16 and UTF-32, and then does not know where in the bytes it stands.
        if (parser.currentTokenLocation().getByteOffset() < 0 || json[0] == BYTE_ORDER_MARK) {
            parser.close();
            throw new DecodeException("JSON must be UTF-8 without byte order mark");
        }
        return parser;
    }

    /** Moves to the end of the value at which the parser stands, and refuses numbers that nothing can hold. */
    static void skip(JsonParser parser) throws IOException {
        int depth = 0;
        for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token.isNumeric()) {
                finite(parser);
            } else {
                parser.finishToken();
            }
            if (depth == 0) {
                return;
            }
        }
    }

    /** The number at which the parser stands. */
    static double finite(JsonParser parser) throws IOException {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw new DecodeException(
                    "json: cannot unmarshal number " + parser.getText() + " into Go value of type float64");
        }
        return number;
    }

    /** Refuses what is not one JSON value. */
    static void check(byte[] json) {
        try (JsonParser parser = parser(json)) {
            skip(parser);
            end(parser, json);
        } catch (IOException e) {
            throw malformed(json, e);
        }
    }

    /** Refuses what follows the value that was read. */
    static void end(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new DecodeException("invalid character after top-level value");
        }
    }

    /** The same, with the character. */
    static void end(JsonParser parser, byte[] json) throws IOException {
        if (parser.nextToken() != null) {
            throw new DecodeException(String.valueOf(JsonSyntax.complaint(json)));
        }
    }

    /** What is wrong with a text that the parser refused, in Go's words. */
    static DecodeException malformed(byte[] json, IOException e) {
        String complaint = JsonSyntax.complaint(json);
        if (complaint == null) {
            // What is written well and refused nevertheless is too much, or no UTF-8, which Go would mend.
            complaint = !(e instanceof StreamConstraintsException)
                    ? "invalid UTF-8 in JSON"
                    : String.valueOf(e.getMessage()).contains("depth")
                            ? "exceeded max depth"
                            : "a text or number in JSON is too long";
        }
        return new DecodeException(complaint, e);
    }
}
