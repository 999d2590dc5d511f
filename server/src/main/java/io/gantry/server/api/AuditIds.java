package io.gantry.server.api;

import io.gantry.server.edge.Exchange;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The id of a request in answers, logs and audit: the client's own, or a new one; as in Kubernetes. */
final class AuditIds {
    /** So much of a client's id is sent back to it. */
    private static final int MAX_ECHOED = 64;

    private AuditIds() {}

    static String of(Exchange exchange) {
        String given = exchange.headers().first("audit-id");
        if (given != null && !given.isEmpty() && printable(given)) {
            return given;
        }
        // Unique enough to find a request by; nothing is decided by it.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = random.nextLong() & ~0xf000L | 0x4000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    private static boolean printable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }

    /** The running request's, as its answer and the log show it. */
    static String echoed() {
        String id = Call.currentAuditId();
        return id.length() > MAX_ECHOED ? id.substring(0, MAX_ECHOED) : id;
    }
}
