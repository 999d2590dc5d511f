package io.gantry.server.metrics;

import io.gantry.server.metrics.AdmissionMetrics.Half;

/** What became of the questions to admission webhooks. Thread-safe. */
public final class HookMetrics {
    /** Kubernetes keeps the codes that a webhook can make up few. */
    private static final int MAX_CODE = 600;

    final CounterVector requests = new CounterVector();
    final CounterVector rejections = new CounterVector();
    final CounterVector failedOpen = new CounterVector();

    /** Why a request was refused. */
    public enum Why {
        /** The webhook said no. */
        NO_ERROR,
        /** It could not be asked. */
        CALLING_WEBHOOK_ERROR,
        /** What it said could not be used. */
        APISERVER_INTERNAL_ERROR
    }

    /**
     * A webhook was asked.
     *
     * @param code of the answer; 200 when the request may go on
     */
    public void asked(String name, Half half, String operation, int code, boolean rejected) {
        requests.increment(
                name, type(half), operation, Integer.toString(Math.min(code, MAX_CODE)), Boolean.toString(rejected));
    }

    /** @param code that the client is answered because of it; 0 for none of the webhook's own */
    public void rejected(String name, Half half, String operation, Why why, int code) {
        rejections.increment(
                name,
                type(half),
                operation,
                switch (why) {
                    case NO_ERROR -> "no_error";
                    case CALLING_WEBHOOK_ERROR -> "calling_webhook_error";
                    case APISERVER_INTERNAL_ERROR -> "apiserver_internal_error";
                },
                Integer.toString(Math.min(code, MAX_CODE)));
    }

    /** A webhook could not be asked, and the request goes on without its answer. */
    public void failedOpen(String name, Half half) {
        failedOpen.increment(name, type(half));
    }

    static String type(Half half) {
        return half == Half.ADMIT ? "admit" : "validating";
    }
}
