package io.gantry.api.codec;

import io.gantry.api.status.GoText;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What Go says is wrong with a text that is no JSON. It is asked only after the parser has refused a text: it reads all of it
 * again, without keeping anything of it, in time and space that grow with the text at most. For one text.
 */
final class JsonSyntax {
    private static final int END = -1;

    /** A complaint, thrown to get out of what is nested; nobody asks where it came from. */
    private static final class Complaint extends RuntimeException {
        private static final long serialVersionUID = 1;

        Complaint(String message) {
            super(message, null, false, false);
        }
    }

    private final byte[] text;
    private int at;

    private JsonSyntax(byte[] text) {
        this.text = text;
    }

    /** The complaint; null when Go finds nothing wrong with how it is written. */
    static @Nullable String complaint(byte[] text) {
        JsonSyntax syntax = new JsonSyntax(text);
        try {
            syntax.document();
            return null;
        } catch (Complaint e) {
            return e.getMessage();
        }
    }

    /** Without recursion, so that a text that is nested deeply is no danger: what is open is kept in a string of bits. */
    private void document() {
        BitSet objects = new BitSet();
        int depth = 0;
        boolean wanted = true; // whether a value comes next, or what follows one
        while (true) {
            int c = skipSpace();
            if (wanted) {
                if (c == '{' || c == '[') {
                    at++;
                    objects.set(depth++, c == '{');
                    int first = skipSpace();
                    if (first == (c == '{' ? '}' : ']')) {
                        at++;
                        depth--;
                        wanted = false;
                    } else if (c == '{') {
                        key();
                    }
                    continue;
                }
                scalar(c);
                wanted = false;
                continue;
            }
            if (depth == 0) {
                if (c == END) {
                    return;
                }
                throw unexpected(c, "after top-level value");
            }
            boolean object = objects.get(depth - 1);
            if (c == ',') {
                at++;
                skipSpace();
                if (object) {
                    key();
                }
                wanted = true;
            } else if (c == (object ? '}' : ']')) {
                at++;
                depth--;
            } else {
                throw unexpected(c, object ? "after object key:value pair" : "after array element");
            }
        }
    }

    private void key() {
        int c = skipSpace();
        if (c != '"') {
            throw unexpected(c, "looking for beginning of object key string");
        }
        string();
        int colon = skipSpace();
        if (colon != ':') {
            throw unexpected(colon, "after object key");
        }
        at++;
    }

    private int peek() {
        return at < text.length ? text[at] & 0xff : END;
    }

    private int skipSpace() {
        while (at < text.length && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r' || text[at] == '\n')) {
            at++;
        }
        return peek();
    }

    private void scalar(int c) {
        switch (c) {
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> {
                if (c == '-' || isDigit(c)) {
                    number();
                } else {
                    throw unexpected(c, "looking for beginning of value");
                }
            }
        }
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++, at++) {
            if (peek() != word.charAt(i)) {
                throw unexpected(peek(), "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
    }

    private void string() {
        at++;
        while (true) {
            int c = peek();
            if (c == END || c < 0x20) {
                throw unexpected(c, "in string literal");
            }
            at++;
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                escape();
            }
        }
    }

    private void escape() {
        int c = peek();
        if (c == 'u') {
            at++;
            for (int i = 0; i < 4; i++, at++) {
                if (Character.digit(peek(), 16) < 0) {
                    throw unexpected(peek(), "in \\u hexadecimal character escape");
                }
            }
        } else if (c != END && "\"\\/bfnrt".indexOf(c) >= 0) {
            at++;
        } else {
            throw unexpected(c, "in string escape code");
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void number() {
        if (peek() == '-') {
            at++;
        }
        if (peek() == '0') {
            at++;
        } else {
            digits("in numeric literal");
        }
        if (peek() == '.') {
            at++;
            digits("after decimal point in numeric literal");
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits("in exponent of numeric literal");
        }
    }

    private void digits(String place) {
        if (!isDigit(peek())) {
            throw unexpected(peek(), place);
        }
        while (isDigit(peek())) {
            at++;
        }
    }

    private static Complaint unexpected(int c, String place) {
        if (c == END) {
            return new Complaint("unexpected end of JSON input");
        }
        return new Complaint("invalid character " + shown(c) + " " + place);
    }

    /** A byte, as the character of that number. */
    private static String shown(int c) {
        if (c == '\'') {
            return "'\\''";
        }
        if (c == '"') {
            return "'\"'";
        }
        if (c >= 0x80 && c < 0xa1 || c == 0xad) {
            return "'\\u00" + Integer.toHexString(c) + "'";
        }
        String quoted = GoText.quoted(String.valueOf((char) c));
        return "'" + quoted.substring(1, quoted.length() - 1) + "'";
    }
}
