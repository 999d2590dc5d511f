package io.gantry.api.codec;

import io.gantry.api.types.Bytes;

/** Standard base64 with Go's leniency (line breaks) and Go's error. */
final class Base64Text {
    private Base64Text() {}

    static Bytes decode(String text) {
        String plain = text.indexOf('\n') < 0 && text.indexOf('\r') < 0
                ? text
                : text.replace("\n", "").replace("\r", "");
        try {
            if (plain.length() % 4 == 0) {
                return Bytes.base64(plain);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(message(plain), e);
        }
        throw new IllegalArgumentException(message(plain));
    }

    private static String message(String text) {
        int at = 0;
        while (at < text.length() && isAlphabet(text.charAt(at))) {
            at++;
        }
        return "illegal base64 data at input byte " + Math.min(at, Math.max(0, text.length() - text.length() % 4));
    }

    private static boolean isAlphabet(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
