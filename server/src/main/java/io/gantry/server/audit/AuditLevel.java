package io.gantry.server.audit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of a request is recorded; each level has what those before it have. */
public enum AuditLevel {
    NONE("None"),
    METADATA("Metadata"),
    /** And the object that was sent. */
    REQUEST("Request"),
    /** And the object that was answered with. */
    REQUEST_RESPONSE("RequestResponse");

    private final String text;

    AuditLevel(String text) {
        this.text = text;
    }

    /** As policies and events name it. */
    public String text() {
        return text;
    }

    boolean has(AuditLevel level) {
        return compareTo(level) >= 0;
    }

    static @Nullable AuditLevel of(@Nullable Object text) {
        return Arrays.stream(values())
                .filter(level -> level.text.equals(text))
                .findFirst()
                .orElse(null);
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(AuditLevel::text).toList();
    }
}
