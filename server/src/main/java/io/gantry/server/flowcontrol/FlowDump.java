package io.gantry.server.flowcontrol;

import io.gantry.server.flowcontrol.QueueSet.Ticket;
import io.gantry.server.metrics.FlowMetrics;
import io.gantry.server.metrics.FlowMetrics.Reason;
import io.gantry.server.request.RequestInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is going on at this moment, as tables of text in the columns of Kubernetes' {@code /debug/api_priority_and_fairness}. Requests that
 * are being served are counted and not listed: nothing is kept of them.
 */
public final class FlowDump {
    /** More queues than this are shown only where somebody waits in them. */
    private static final int MANY_QUEUES = 1024;

    /** In seats times nanoseconds, a seat second, which Kubernetes writes as {@code ss}. */
    private static final double SEAT_SECOND = 1e9;

    private static final String NONE = "<none>";

    private FlowDump() {}

    public static String levels(FlowControl control) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "PriorityLevelName",
                "ActiveQueues",
                "IsIdle",
                "IsQuiescing",
                "WaitingRequests",
                "ExecutingRequests",
                "DispatchedRequests",
                "RejectedRequests",
                "TimedoutRequests",
                "CancelledRequests"));
        for (PriorityLevel level : control.table().all()) {
            long[] sums = new long[5];
            control.metrics().forEachOf(level.name(), flow -> add(sums, flow));
            long active = level.views().stream()
                    .filter(view -> !view.waiting().isEmpty())
                    .count();
            int waiting = level.waiting();
            rows.add(List.of(
                    level.name(),
                    Long.toString(active),
                    Boolean.toString(waiting == 0 && sums[0] == 0),
                    "false",
                    Integer.toString(waiting),
                    Long.toString(sums[0]),
                    Long.toString(sums[1]),
                    Long.toString(sums[2]),
                    Long.toString(sums[3]),
                    Long.toString(sums[4])));
        }
        return table(rows);
    }

    private static void add(long[] sums, FlowMetrics.Flow flow) {
        sums[0] += flow.executing();
        sums[1] += flow.dispatched();
        for (Reason reason : Reason.values()) {
            sums[2] += flow.rejections(reason);
        }
        sums[3] += flow.rejections(Reason.TIME_OUT);
        sums[4] += flow.rejections(Reason.CANCELLED);
    }

    public static String queues(FlowControl control) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "PriorityLevelName",
                "Index",
                "PendingRequests",
                "ExecutingRequests",
                "SeatsInUse",
                "NextDispatchR",
                "InitialSeatsSum",
                "MaxSeatsSum",
                "TotalWorkSum"));
        for (PriorityLevel level : control.table().all()) {
            Map<Integer, QueueSet.View<Waiter>> inUse = new TreeMap<>();
            level.views().forEach(view -> inUse.put(view.index(), view));
            QueueShape shape = level.plan().shape();
            if (shape != null && shape.queues() <= MANY_QUEUES) {
                for (int i = 0; i < shape.queues(); i++) {
                    inUse.computeIfAbsent(i, index -> new QueueSet.View<>(index, List.of(), 0, 0, 0, 0));
                }
            }
            inUse.values().forEach(view -> rows.add(queue(level, view)));
        }
        return table(rows);
    }

    private static List<String> queue(PriorityLevel level, QueueSet.View<Waiter> view) {
        int initial = 0;
        int most = 0;
        for (Ticket<Waiter> ticket : view.waiting()) {
            initial += ticket.estimate.initialSeats();
            most += ticket.estimate.seats();
        }
        return List.of(
                level.name(),
                Integer.toString(view.index()),
                Integer.toString(view.waiting().size()),
                Integer.toString(view.served()),
                Integer.toString(view.seatsInUse()),
                seatSeconds(view.start()),
                Integer.toString(initial),
                Integer.toString(most),
                seatSeconds(view.work()));
    }

    private static String seatSeconds(double work) {
        return String.format(Locale.ROOT, "%.8fss", work / SEAT_SECOND);
    }

    /** @param details whether to show who waits for what, too */
    public static String requests(FlowControl control, boolean details) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(
                "PriorityLevelName",
                "FlowSchemaName",
                "QueueIndex",
                "RequestIndexInQueue",
                "FlowDistingsher", // Kubernetes' own spelling
                "ArriveTime",
                "InitialSeats",
                "FinalSeats",
                "AdditionalLatency",
                "StartTime"));
        if (details) {
            head.addAll(List.of(
                    "UserName", "Verb", "APIPath", "Namespace", "Name", "APIVersion", "Resource", "SubResource"));
        }
        rows.add(head);
        for (PriorityLevel level : control.table().all()) {
            for (QueueSet.View<Waiter> view : level.views()) {
                for (int i = 0; i < view.waiting().size(); i++) {
                    rows.add(request(level, view, i, details));
                }
            }
        }
        return table(rows);
    }

    private static List<String> request(PriorityLevel level, QueueSet.View<Waiter> view, int index, boolean details) {
        Ticket<Waiter> ticket = view.waiting().get(index);
        Waiter waiter = ticket.who;
        List<String> row = new ArrayList<>(List.of(
                level.name(),
                waiter.flowSchema(),
                Integer.toString(view.index()),
                Integer.toString(index),
                waiter.distinguisher(),
                waiter.arrived().toString(),
                Integer.toString(ticket.estimate.initialSeats()),
                Integer.toString(ticket.estimate.finalSeats()),
                ticket.estimate.extraNanos() == 0 ? "0s" : ticket.estimate.extraNanos() / 1_000_000 + "ms",
                NONE)); // it has none as long as it waits
        if (details) {
            RequestInfo info = waiter.request().info();
            row.addAll(List.of(
                    waiter.request().user().name(),
                    info.verb(),
                    info.path(),
                    info.namespace(),
                    info.name(),
                    info.group().isEmpty() ? info.version() : info.group() + "/" + info.version(),
                    info.resource(),
                    info.subresource()));
        }
        return row;
    }

    /** Columns as wide as their widest cell, cells with a comma behind them but the last of a row. */
    private static String table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Math.max(8, row.get(i).length() + 2));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < columns - 1; i++) {
                String cell = row.get(i) + ",";
                text.append(cell).repeat(' ', widths[i] - cell.length());
            }
            text.append(row.getLast()).append('\n');
        }
        return text.toString();
    }
}
