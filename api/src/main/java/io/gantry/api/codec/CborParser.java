package io.gantry.api.codec;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.base.ParserMinimalBase;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * CBOR as the tokens of JSON, so that what reads JSON reads CBOR. It takes and refuses what Kubernetes does
 * (KEP-4222): strings and names as text or bytes, in one piece or several; numbers that fit into 64 bits, signed, or
 * are finite; false, true and null of the simple values; times behind the tags 0 and 1 as RFC 3339; bytes behind the tags
 * 21, 22 and 23 as the text that those ask for; other tags as if they were not there. A name twice in one map is an error
 * for every reader. The limits of depth and size are Kubernetes' too. Not thread-safe.
 */
final class CborParser extends ParserMinimalBase {
    static final int MAX_DEPTH = 64;
    static final int MAX_ITEMS = 1024;

    private static final int TAG_TIME = 0;
    private static final int TAG_EPOCH = 1;
    private static final int TAG_BIG_POSITIVE = 2;
    private static final int TAG_BIG_NEGATIVE = 3;
    private static final int TAG_BASE64_URL = 21;
    private static final int TAG_BASE64 = 22;
    private static final int TAG_BASE16 = 23;
    private static final int NONE = -1;

    /** An array or map that is open. */
    private static final class Level {
        final @Nullable Set<String> names;
        /** How bytes in it become text, if their own tag does not say. */
        final int textOfBytes;
        /** So many items or pairs are to come; negative when a break ends them. */
        final long count;

        long begun;
        boolean named;

        Level(boolean map, int textOfBytes, long count) {
            this.names = map ? new HashSet<>() : null;
            this.textOfBytes = textOfBytes;
            this.count = count;
        }
    }

    private final CborInput in;
    private final Level[] levels = new Level[MAX_DEPTH];
    private int depth;
    private boolean begun;
    private long entry;
    private boolean closed;
    private String text = "";
    private byte @Nullable [] bytes;
    private long integer;
    private double real;
    /** The head of the value at which the parser stands. */
    private int head;

    CborParser(byte[] cbor) {
        super(StreamReadConstraints.defaults()); // which nobody asks for: the limits are here
        this.in = new CborInput(cbor);
    }

    /** A parser at the first token. */
    static CborParser at(byte[] cbor) throws IOException {
        CborParser parser = new CborParser(cbor);
        if (parser.nextToken() == null) {
            parser.close();
            throw new DecodeException("EOF");
        }
        return parser;
    }

    /** Which entry of its map the name read last begins, from 0. */
    long entry() {
        return entry;
    }

    /** What the library behind Kubernetes calls the value at which the parser stands. */
    String word() {
        return CborInput.word(head);
    }

    /** The bytes of a string that a tag makes text; null for any other. */
    byte @Nullable [] taggedBytes() {
        return bytes;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        _currToken = token();
        return _currToken;
    }

    private @Nullable JsonToken token() {
        if (depth == 0) {
            if (!begun) {
                begun = true;
                return in.left() == 0 ? null : value(NONE);
            }
            if (in.left() > 0) {
                throw new DecodeException(
                        "cbor: " + in.left() + " bytes of extraneous data starting at index " + in.position());
            }
            return null;
        }
        Level level = levels[depth - 1];
        Set<String> names = level.names;
        if (level.named) {
            level.named = false;
            return value(level.textOfBytes);
        }
        if (ended(level)) {
            depth--;
            return names == null ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
        }
        bounded(names != null, ++level.begun);
        if (names == null) {
            return value(level.textOfBytes);
        }
        text = name();
        if (!names.add(text)) {
            throw new DecodeException(
                    "cbor: found duplicate map key \"" + text + "\" at map element index " + (level.begun - 1));
        }
        level.named = true;
        entry = level.begun - 1;
        return JsonToken.FIELD_NAME;
    }

    private boolean ended(Level level) {
        if (level.count >= 0) {
            return level.begun == level.count;
        }
        if (in.peek() != CborInput.BREAK) {
            return false;
        }
        in.head();
        return true;
    }

    private static void bounded(boolean map, long count) {
        if (count < 0 || count > MAX_ITEMS) {
            throw new DecodeException(
                    map
                            ? "cbor: exceeded max number of key-value pairs " + MAX_ITEMS + " for CBOR map"
                            : "cbor: exceeded max number of elements " + MAX_ITEMS + " for CBOR array");
        }
    }

    private String name() {
        int next = in.head();
        while (CborInput.major(next) == CborInput.TAG) {
            in.argument(next);
            next = in.head();
        }
        if (CborInput.major(next) != CborInput.TEXT && CborInput.major(next) != CborInput.BYTES) {
            throw new DecodeException(
                    "cbor: cannot unmarshal " + CborInput.word(next) + " into Go value of type string");
        }
        return CborInput.text(in.string(next));
    }

    private JsonToken value(int inherited) {
        int textOfBytes = inherited;
        int time = NONE;
        int next = in.head();
        while (CborInput.major(next) == CborInput.TAG) {
            long tag = in.argument(next);
            if (tag == TAG_BIG_POSITIVE || tag == TAG_BIG_NEGATIVE) {
                throw new DecodeException("cbor: data item of cbor type tag is not accepted by protocol: bignum");
            }
            if (tag == TAG_TIME || tag == TAG_EPOCH) {
                time = (int) tag;
            } else if (tag >= TAG_BASE64_URL && tag <= TAG_BASE16) {
                textOfBytes = (int) tag;
            }
            next = in.head();
        }
        head = next;
        bytes = null;
        JsonToken token = untagged(next, textOfBytes);
        return time == NONE ? token : time(time, token);
    }

    private JsonToken untagged(int next, int textOfBytes) {
        switch (CborInput.major(next)) {
            case CborInput.POSITIVE, CborInput.NEGATIVE -> {
                integer = integer(next);
                return JsonToken.VALUE_NUMBER_INT;
            }
            case CborInput.BYTES -> {
                byte[] content = in.string(next);
                bytes = textOfBytes == NONE ? null : content;
                text = switch (textOfBytes) {
                    case TAG_BASE64_URL ->
                        Base64.getUrlEncoder().withoutPadding().encodeToString(content);
                    case TAG_BASE64 -> Base64.getEncoder().encodeToString(content);
                    case TAG_BASE16 -> HexFormat.of().formatHex(content);
                    default -> CborInput.text(content);
                };
                return JsonToken.VALUE_STRING;
            }
            case CborInput.TEXT -> {
                text = CborInput.text(in.string(next));
                return JsonToken.VALUE_STRING;
            }
            case CborInput.ARRAY -> {
                open(next, false, textOfBytes);
                return JsonToken.START_ARRAY;
            }
            case CborInput.MAP -> {
                open(next, true, textOfBytes);
                return JsonToken.START_OBJECT;
            }
            default -> {
                return simple(next);
            }
        }
    }

    private void open(int next, boolean map, int textOfBytes) {
        if (depth == MAX_DEPTH) {
            throw new DecodeException("cbor: exceeded max nested level " + MAX_DEPTH);
        }
        long count = -1;
        if (CborInput.additional(next) != CborInput.INDEFINITE) {
            count = in.argument(next);
            bounded(map, count);
        }
        levels[depth++] = new Level(map, textOfBytes, count);
    }

    private long integer(int next) {
        long value = in.argument(next);
        boolean positive = CborInput.major(next) == CborInput.POSITIVE;
        if (value < 0) {
            String given = positive
                    ? Long.toUnsignedString(value)
                    : new BigInteger(Long.toUnsignedString(value)).not().toString();
            throw new DecodeException("cbor: cannot unmarshal " + CborInput.word(next)
                    + " into Go value of type int64 (" + given + " overflows Go's int64)");
        }
        return positive ? value : ~value;
    }

    private JsonToken simple(int next) {
        switch (CborInput.additional(next)) {
            case 20 -> {
                return JsonToken.VALUE_FALSE;
            }
            case 21 -> {
                return JsonToken.VALUE_TRUE;
            }
            case 22 -> {
                return JsonToken.VALUE_NULL;
            }
            case 25 -> real = Float.float16ToFloat((short) in.number(2));
            case 26 -> real = Float.intBitsToFloat((int) in.number(4));
            case 27 -> real = Double.longBitsToDouble(in.number(8));
            case CborInput.INDEFINITE -> throw new DecodeException("cbor: unexpected \"break\" code");
            default -> {
                long value = in.argument(next);
                throw new DecodeException("cbor: data item of cbor type primitives is not accepted by protocol:"
                        + " simple value " + value + " is not recognized");
            }
        }
        if (Double.isNaN(real) || Double.isInfinite(real)) {
            throw new DecodeException("cbor: data item of cbor type primitives is not accepted by protocol:"
                    + (Double.isNaN(real) ? " floating-point NaN" : " floating-point infinity"));
        }
        return JsonToken.VALUE_NUMBER_FLOAT;
    }

    /** A time in seconds since 1970 becomes a text; a text is one already, and must be a time. */
    private JsonToken time(int tag, JsonToken token) {
        boolean fits = tag == TAG_TIME ? token == JsonToken.VALUE_STRING : token.isNumeric();
        if (!fits) {
            throw new DecodeException("cbor: tag number " + tag + " must be followed by "
                    + (tag == TAG_TIME ? "text string" : "integer or floating-point number") + ", got " + word());
        }
        try {
            if (tag == TAG_TIME) {
                Scalars.parseTime(text);
            } else {
                text = token == JsonToken.VALUE_NUMBER_INT ? Scalars.nanoTime(integer) : Scalars.nanoTime(real);
            }
        } catch (IllegalArgumentException e) {
            throw new DecodeException("cbor: cannot set " + getText() + " for time.Time: " + e.getMessage(), e);
        }
        return JsonToken.VALUE_STRING;
    }

    @Override
    public String getText() {
        return switch (_currToken) {
            case VALUE_NUMBER_INT -> Long.toString(integer);
            case VALUE_NUMBER_FLOAT -> Scalars.number(real);
            case null, default -> text;
        };
    }

    @Override
    @SuppressWarnings("deprecation") // the base class has no other
    public String getCurrentName() {
        return text;
    }

    @Override
    public NumberType getNumberType() {
        return _currToken == JsonToken.VALUE_NUMBER_INT ? NumberType.LONG : NumberType.DOUBLE;
    }

    @Override
    public Number getNumberValue() {
        return _currToken == JsonToken.VALUE_NUMBER_INT ? (Number) integer : (Number) real;
    }

    @Override
    public long getLongValue() {
        return _currToken == JsonToken.VALUE_NUMBER_INT ? integer : (long) real;
    }

    @Override
    public int getIntValue() {
        return Math.toIntExact(getLongValue());
    }

    @Override
    public double getDoubleValue() {
        return _currToken == JsonToken.VALUE_NUMBER_INT ? integer : real;
    }

    @Override
    public float getFloatValue() {
        return (float) getDoubleValue();
    }

    @Override
    public BigInteger getBigIntegerValue() {
        return BigInteger.valueOf(getLongValue());
    }

    @Override
    public BigDecimal getDecimalValue() {
        return new BigDecimal(getText());
    }

    @Override
    public byte[] getBinaryValue(Base64Variant variant) {
        byte[] content = bytes;
        return content == null ? variant.decode(text) : content;
    }

    @Override
    public char[] getTextCharacters() {
        return getText().toCharArray();
    }

    @Override
    public boolean hasTextCharacters() {
        return false;
    }

    @Override
    public int getTextLength() {
        return getText().length();
    }

    @Override
    public int getTextOffset() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    protected void _handleEOF() {
        throw new DecodeException("unexpected EOF");
    }

    @Override
    public JsonLocation currentLocation() {
        return new JsonLocation(null, in.position(), -1, -1);
    }

    @Override
    public JsonLocation currentTokenLocation() {
        return currentLocation();
    }

    @Override
    @SuppressWarnings("deprecation") // the base class has no other
    public JsonLocation getCurrentLocation() {
        return currentLocation();
    }

    @Override
    @SuppressWarnings("deprecation") // the base class has no other
    public JsonLocation getTokenLocation() {
        return currentLocation();
    }

    @Override
    public @Nullable JsonStreamContext getParsingContext() {
        return null;
    }

    @Override
    public void overrideCurrentName(String name) {
        text = name;
    }

    @Override
    public @Nullable ObjectCodec getCodec() {
        return null;
    }

    @Override
    public void setCodec(ObjectCodec codec) {
        throw new UnsupportedOperationException("objects are read by the readers of this package");
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }
}
