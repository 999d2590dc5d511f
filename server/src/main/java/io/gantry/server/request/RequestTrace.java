package io.gantry.server.request;

import io.gantry.base.Time;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one request's time goes, for the line of the log that a slow one gets. Of the request's own thread, which the running
 * {@link RequestScope} leads to; only {@link #webhook} may be called from any.
 */
@SuppressWarnings("EnumOrdinal") // a place in an array that nobody else sees
public final class RequestTrace {
    /** A part of the work that is timed by itself; what is in none of them is the rest. */
    public enum Phase {
        /** Waiting for its turn among others. */
        QUEUE("queue"),
        /** Who is it, and may they. */
        ACCESS("access"),
        /** Waiting for the client to send it. */
        BODY("reading the body"),
        DECODE("decoding"),
        /** With the webhooks. */
        ADMISSION("admission"),
        /** Webhooks that convert custom resources. */
        CONVERSION("conversion webhooks"),
        /** Waiting for the store. */
        COMMIT("store commit"),
        /** With handing over to the client what is sent while it is encoded. */
        ENCODE("encoding");

        private final String text;

        Phase(String text) {
            this.text = text;
        }
    }

    private static final int PHASES = Phase.values().length;

    private record Webhook(String name, long nanos) {}

    private final Time time;
    private final long began;
    private final long[] nanos = new long[PHASES];
    private @Nullable List<Webhook> webhooks;
    private @Nullable RequestSpans spans;

    public RequestTrace(Time time) {
        this.time = time;
        this.began = time.nanoTime();
    }

    /** Whoever is to be told of each part; before the first one. */
    public void tell(RequestSpans listener) {
        spans = listener;
    }

    /** Nanoseconds since the request came. */
    public long age() {
        return time.nanoTime() - began;
    }

    /** A phase of the running request begins; what is returned goes to {@link #end}. */
    public static long begin() {
        RequestTrace trace = RequestScope.currentTrace();
        return trace == null ? 0 : trace.time.nanoTime();
    }

    /** A phase of the running request is over; it may have more than one piece. */
    public static void end(Phase phase, long since) {
        RequestTrace trace = RequestScope.currentTrace();
        if (trace != null) {
            long now = trace.time.nanoTime();
            trace.nanos[phase.ordinal()] += now - since;
            RequestSpans spans = trace.spans;
            if (spans != null) {
                spans.part(phase.text, since, now);
            }
        }
    }

    /** Everything until now was for this, but for what was noted as something else. */
    public void rest(Phase phase) {
        long now = time.nanoTime();
        long others = 0;
        for (long each : nanos) {
            others += each;
        }
        nanos[phase.ordinal()] = now - began - others;
        if (spans != null) {
            spans.part(phase.text, began, now);
        }
    }

    /** Notes how long a webhook was waited for, by the monotonic clock. Thread-safe: some are asked side by side. */
    public synchronized void webhook(String name, long beganNanos, long endedNanos) {
        if (spans != null) {
            spans.part("webhook " + name, beganNanos, endedNanos);
        }
        List<Webhook> all = webhooks;
        if (all == null) {
            all = new ArrayList<>();
            webhooks = all;
        }
        all.add(new Webhook(name, endedNanos - beganNanos));
    }

    /** {@code access 1 ms, decoding 2 ms, admission 40 ms (webhook a.example.com 38 ms), rest 1 ms}. */
    public synchronized String describe(long totalNanos) {
        StringBuilder text = new StringBuilder();
        long rest = totalNanos;
        for (Phase phase : Phase.values()) {
            long part = nanos[phase.ordinal()];
            rest -= part;
            if (part > 0) {
                text.append(phase.text).append(' ').append(millis(part));
                if (phase == Phase.ADMISSION && webhooks != null) {
                    String before = " (";
                    for (Webhook webhook : webhooks) {
                        text.append(before)
                                .append("webhook ")
                                .append(webhook.name)
                                .append(' ')
                                .append(millis(webhook.nanos));
                        before = ", ";
                    }
                    text.append(')');
                }
                text.append(", ");
            }
        }
        return text.append("rest ").append(millis(Math.max(0, rest))).toString();
    }

    private static String millis(long nanos) {
        return (nanos + 500_000) / 1_000_000 + " ms";
    }
}
