package io.gantry.server.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What stands for a token where answers are remembered, so that none lies in memory longer than its request. */
public final class TokenDigest {
    private TokenDigest() {}

    /** Each part with its length, so that no two questions have one digest. */
    public static String of(String token, List<String> audiences) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, token);
            audiences.forEach(audience -> add(digest, audience));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
