package io.gantry.server.metrics;

import io.gantry.base.Histogram;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The requests of one sort: same resource, verb, scope and dry run. Thread-safe; counting a request allocates nothing. */
public final class RequestSeries {
    /** The bounds of {@code apiserver_request_duration_seconds}, in nanoseconds. */
    private static final long[] DURATIONS = millis(
            5, 25, 50, 100, 200, 400, 600, 800, 1000, 1250, 1500, 2000, 3000, 4000, 5000, 6000, 8000, 10_000, 15_000,
            20_000, 30_000, 45_000, 60_000);
    /** The bounds of {@code apiserver_response_sizes}, in bytes. */
    private static final long[] SIZES = {1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000};

    private record Code(int code, LongAdder count) {}

    private final Verb verb;
    private final Scope scope;
    private final DryRun dryRun;
    private final Histogram nanos = new Histogram(DURATIONS);
    private final @Nullable Histogram bytes;
    private final LongAdder running = new LongAdder();
    /** A handful, in the order in which they came; never changed but replaced by a longer one. */
    private volatile Code[] codes = {};

    RequestSeries(Verb verb, Scope scope, DryRun dryRun) {
        this.verb = verb;
        this.scope = scope;
        this.dryRun = dryRun;
        this.bytes = verb == Verb.GET || verb == Verb.LIST ? new Histogram(SIZES) : null;
    }

    static long[] millis(long... bounds) {
        long[] nanos = new long[bounds.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = bounds[i] * 1_000_000; // no stream: this runs at the start
        }
        return nanos;
    }

    /**
     * Counts a request that was answered.
     *
     * @param code of the answer; 0 when the client went away before there was one
     * @param sent bytes of the answer's body
     */
    public void answered(int code, long nanosTaken, long sent) {
        count(code).increment();
        nanos.record(nanosTaken);
        Histogram sizes = bytes;
        if (sizes != null) {
            sizes.record(sent);
        }
    }

    /**
     * Counts a request whose time would say nothing of the server: it was sent away before it was looked at, or came as a
     * method call.
     */
    public void counted(int code) {
        count(code).increment();
    }

    /** A request that lasts by its nature begins. */
    public void begun() {
        running.increment();
    }

    /** A request that lasts by its nature has ended. */
    public void ended() {
        running.decrement();
    }

    private LongAdder count(int code) {
        for (Code known : codes) {
            if (known.code == code) {
                return known.count;
            }
        }
        return add(code);
    }

    private synchronized LongAdder add(int code) {
        for (Code known : codes) {
            if (known.code == code) {
                return known.count;
            }
        }
        Code[] more = Arrays.copyOf(codes, codes.length + 1);
        LongAdder count = new LongAdder();
        more[codes.length] = new Code(code, count);
        codes = more;
        return count;
    }

    Verb verb() {
        return verb;
    }

    Scope scope() {
        return scope;
    }

    DryRun dryRun() {
        return dryRun;
    }

    Histogram nanos() {
        return nanos;
    }

    /** Sizes of answers; only for what reads. */
    @Nullable
    Histogram bytes() {
        return bytes;
    }

    long running() {
        return running.sum();
    }

    void forEachCode(BiConsumer<Integer, Long> action) {
        for (Code each : codes) {
            action.accept(each.code, each.count.sum());
        }
    }
}
