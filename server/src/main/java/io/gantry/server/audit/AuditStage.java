package io.gantry.server.audit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where on its way a request is when it is recorded. */
public enum AuditStage {
    REQUEST_RECEIVED("RequestReceived"),
    /** The answer's head is sent and its body is not over; only for requests that last by their nature. */
    RESPONSE_STARTED("ResponseStarted"),
    RESPONSE_COMPLETE("ResponseComplete"),
    PANIC("Panic");

    private final String text;

    AuditStage(String text) {
        this.text = text;
    }

    /** As policies and events name it. */
    public String text() {
        return text;
    }

    static @Nullable AuditStage of(@Nullable Object text) {
        return Arrays.stream(values())
                .filter(stage -> stage.text.equals(text))
                .findFirst()
                .orElse(null);
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(AuditStage::text).toList();
    }
}
