package io.gantry.api.codec;

/** A position in protobuf bytes, and the format's primitives. Whatever the bytes, only a {@link DecodeException} leaves. */
final class WireInput {
    private final byte[] buffer;
    private int position;

    WireInput(byte[] buffer) {
        this.buffer = buffer;
    }

    byte[] buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    void position(int position) {
        this.position = position;
    }

    private static DecodeException truncated() {
        return new DecodeException("unexpected EOF");
    }

    private static DecodeException wrongType(int tag) {
        return new DecodeException("proto: wrong wireType = " + (tag & 7) + " for field number " + (tag >>> 3));
    }

    /** A field's number and wire type. */
    int tag(int end) {
        long tag = varint(end);
        if (tag >>> 32 != 0 || tag >>> 3 == 0) {
            throw new DecodeException("proto: illegal tag " + Long.toUnsignedString(tag));
        }
        return (int) tag;
    }

    private long varint(int end) {
        if (position >= end) {
            throw truncated();
        }
        byte first = buffer[position++];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7f;
        for (int shift = 7; shift < 64; shift += 7) {
            if (position >= end) {
                throw truncated();
            }
            byte next = buffer[position++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new DecodeException("proto: integer overflow");
    }

    long varint(int tag, int end) {
        if ((tag & 7) != 0) {
            throw wrongType(tag);
        }
        return varint(end);
    }

    long fixed64(int tag, int end) {
        if ((tag & 7) != 1) {
            throw wrongType(tag);
        }
        if (end - position < 8) {
            throw truncated();
        }
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = (value << 8) | (buffer[position + i] & 0xffL);
        }
        position += 8;
        return value;
    }

    /** Moves to the first byte of a length-delimited value and returns the position after its last. */
    int slice(int tag, int end) {
        if ((tag & 7) != 2) {
            throw wrongType(tag);
        }
        long length = varint(end);
        if (length < 0 || length > end - position) {
            throw truncated();
        }
        return position + (int) length;
    }

    /** Whether the next field has this tag; if so, moves behind it. */
    boolean at(int tag, int end) {
        if (position >= end) {
            return false;
        }
        int before = position;
        if (tag(end) == tag) {
            return true;
        }
        position = before;
        return false;
    }

    /** Moves over a value whose tag was read, and over all that follow with the same tag; returns how many there are. */
    int run(int tag, int end) {
        int count = 0;
        do {
            position = slice(tag, end);
            count++;
        } while (at(tag, end));
        return count;
    }

    /** Moves over a value that nobody knows. */
    void skip(int tag, int end) {
        switch (tag & 7) {
            case 0 -> varint(end);
            case 1 -> advance(8, end);
            case 2 -> position = slice(tag, end);
            case 3 -> group(end);
            case 5 -> advance(4, end);
            default -> throw wrongType(tag);
        }
    }

    private void group(int end) {
        int depth = 1;
        while (depth > 0) {
            int inner = tag(end);
            switch (inner & 7) {
                case 3 -> depth++;
                case 4 -> depth--;
                default -> skip(inner, end);
            }
        }
    }

    private void advance(int bytes, int end) {
        if (end - position < bytes) {
            throw truncated();
        }
        position += bytes;
    }
}
