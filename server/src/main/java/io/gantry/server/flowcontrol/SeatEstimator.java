package io.gantry.server.flowcontrol;

import io.gantry.server.edge.EdgeException;
import io.gantry.server.edge.Query;
import io.gantry.server.flowcontrol.RequestGate.Request;
import io.gantry.server.request.RequestInfo;
import java.util.function.ToIntFunction;

/**
 * How many seats a request gets, with Kubernetes' numbers. A list takes one for a hundred objects: Kubernetes 1.36 counts 100 kB of what is
 * read from its cache, and at most 1 MB, which is the same for objects of a kilobyte; here the sizes of objects are not known. A write takes
 * one for every ten watches that will see it, for five milliseconds after the answer.
 */
final class SeatEstimator {
    private static final int WIDEST = 10;
    private static final int OBJECTS_PER_SEAT = 100;
    private static final int WATCHES_PER_SEAT = 10;
    private static final long EVENT_NANOS = 5_000_000;

    private final ToIntFunction<RequestInfo> stored;
    private final WatchCounts watches;

    /** @param stored how many objects a list looks at; 0 for what is not stored here */
    SeatEstimator(ToIntFunction<RequestInfo> stored, WatchCounts watches) {
        this.stored = stored;
        this.watches = watches;
    }

    /** @param widest of the level; 0 for no limit of its own */
    SeatEstimate estimate(Request request, int widest) throws EdgeException {
        RequestInfo info = request.info();
        if (!info.resourceRequest()) {
            return SeatEstimate.ONE;
        }
        int most = widest == 0 ? WIDEST : Math.min(widest, WIDEST);
        return switch (info.verb()) {
            case "list" -> list(request, most);
            case "watch" ->
                "true".equals(request.exchange().query().first("sendInitialEvents"))
                        ? list(request, most)
                        : SeatEstimate.ONE;
            case "create", "update", "patch", "delete" ->
                watches.most() < WATCHES_PER_SEAT ? SeatEstimate.ONE : write(watches.concernedBy(info), most);
            default -> SeatEstimate.ONE;
        };
    }

    private SeatEstimate list(Request request, int most) throws EdgeException {
        if (!request.name().isEmpty()) {
            return SeatEstimate.ONE;
        }
        int objects = stored.applyAsInt(request.info());
        return objects <= OBJECTS_PER_SEAT
                ? SeatEstimate.ONE
                : list(objects, limit(request.exchange().query()), most);
    }

    /**
     * @param limit on what the answer has; 0 for none, negative for one that is no number and will be refused, which Kubernetes counts
     *     as if it were the widest
     */
    static SeatEstimate list(int objects, long limit, int most) {
        long read = limit > 0 ? Math.min(limit, objects) : objects;
        return new SeatEstimate(limit < 0 ? most : Math.clamp(Math.ceilDiv(read, OBJECTS_PER_SEAT), 1, most), 0, 0);
    }

    private static long limit(Query query) {
        String limit = query.first("limit");
        if (limit == null || limit.isEmpty()) {
            return 0;
        }
        try {
            return Long.parseLong(limit);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** @param concerned watches that will see it */
    static SeatEstimate write(int concerned, int most) {
        if (concerned < WATCHES_PER_SEAT) {
            return SeatEstimate.ONE;
        }
        int seats = Math.ceilDiv(concerned, WATCHES_PER_SEAT);
        int granted = Math.min(seats, most);
        // Fewer seats for longer: the work stays the same.
        return new SeatEstimate(1, granted, EVENT_NANOS * seats / granted);
    }
}
