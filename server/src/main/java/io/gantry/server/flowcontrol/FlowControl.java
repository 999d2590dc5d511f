package io.gantry.server.flowcontrol;

import io.gantry.api.flowcontrol.v1.FlowSchema;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.base.SingleTimer;
import io.gantry.base.Time;
import io.gantry.server.flowcontrol.SeatAllocation.Claim;
import io.gantry.server.metrics.FlowMetrics;
import io.gantry.server.request.RequestInfo;
import io.gantry.server.request.UserInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * Priority and fairness of one API server: follows the cluster's FlowSchemas and PriorityLevelConfigurations, finds the level of a request,
 * and divides the server's seats anew every ten seconds by what each level wants. Thread-safe. To find a level takes no lock.
 */
public final class FlowControl implements RequestGate, AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(10);

    private final int serverSeats;
    private final Time time;
    private final FlowMetrics metrics;
    private final Supplier<List<FlowSchema>> schemas;
    private final Supplier<List<PriorityLevelConfiguration>> configurations;
    private final WatchCounts watches = new WatchCounts();
    private final SeatEstimator estimator;
    /** Guards what follows from the objects, and the division of seats. */
    private final ReentrantLock lock = new ReentrantLock();

    private final SingleTimer timer;

    private volatile FlowTable table;

    /**
     * @param schemas those of the cluster now
     * @param configurations those of the cluster now
     * @param stored how many objects a list would look at; 0 for what is not stored here
     */
    public FlowControl(
            FlowOptions options,
            Time time,
            FlowMetrics metrics,
            Supplier<List<FlowSchema>> schemas,
            Supplier<List<PriorityLevelConfiguration>> configurations,
            ToIntFunction<RequestInfo> stored) {
        this.serverSeats = options.seats();
        this.time = time;
        this.timer = new SingleTimer(time);
        this.metrics = metrics;
        this.schemas = schemas;
        this.configurations = configurations;
        this.estimator = new SeatEstimator(stored, watches);
        this.table = new FlowTable(List.of(), Map.of());
        follow();
    }

    /** Begins to divide the seats anew from time to time. */
    public void start() {
        timer.set(PERIOD, this::period);
    }

    private void period() {
        lock.lock();
        try {
            divide(table);
        } finally {
            lock.unlock();
        }
        start();
    }

    /** FlowSchemas or PriorityLevelConfigurations have changed: what is there now holds when this returns. */
    public void changed() {
        follow();
    }

    private void follow() {
        lock.lock();
        try {
            FlowTable next = next();
            divide(next);
            table = next;
        } finally {
            lock.unlock();
        }
    }

    private FlowTable next() {
        List<PriorityLevelConfiguration> wanted = new ArrayList<>(configurations.get());
        BootstrapFlows.mandatoryLevels().stream()
                .filter(level -> wanted.stream().noneMatch(w -> w.name().equals(level.name())))
                .forEach(wanted::add);
        Map<String, PriorityLevel> levels = new TreeMap<>();
        for (LevelPlan plan : LevelPlan.of(wanted, serverSeats)) {
            PriorityLevel known = table.levels().get(plan.name());
            if (known == null) {
                known = new PriorityLevel(plan, time);
            } else {
                known.plan(plan);
            }
            levels.put(plan.name(), known);
        }
        return new FlowTable(entrances(levels), new LinkedHashMap<>(levels));
    }

    private List<FlowEntrance> entrances(Map<String, PriorityLevel> levels) {
        List<FlowSchema> found = schemas.get();
        List<FlowSchema> ordered = new ArrayList<>(found);
        ordered.sort(FlowControl::byPrecedence);
        for (FlowSchema mandatory : BootstrapFlows.mandatorySchemas()) {
            if (found.stream().noneMatch(schema -> schema.name().equals(mandatory.name()))) {
                ordered.add(mandatory.name().equals(BootstrapFlows.EXEMPT) ? 0 : ordered.size(), mandatory);
            }
        }
        List<FlowEntrance> entrances = new ArrayList<>();
        for (FlowSchema schema : ordered) {
            PriorityLevel level =
                    levels.get(schema.spec().priorityLevelConfiguration().name());
            if (level != null) {
                entrances.add(entrance(schema, level));
            }
        }
        // Who fits nowhere, which nobody should, comes in where everybody else does.
        FlowSchema catchAll = BootstrapFlows.mandatorySchemas().getLast();
        PriorityLevel forAll = levels.get(BootstrapFlows.CATCH_ALL);
        if (forAll == null) {
            throw new IllegalStateException("no priority level " + BootstrapFlows.CATCH_ALL);
        }
        entrances.add(entrances.stream()
                .filter(entrance -> entrance.name().equals(catchAll.name()))
                .findAny()
                .orElseGet(() -> entrance(catchAll, forAll)));
        return entrances;
    }

    private static int byPrecedence(FlowSchema one, FlowSchema other) {
        int first = Integer.compare(FlowEntrance.precedence(one.spec()), FlowEntrance.precedence(other.spec()));
        return first != 0 ? first : one.name().compareTo(other.name());
    }

    private FlowEntrance entrance(FlowSchema schema, PriorityLevel level) {
        return new FlowEntrance(schema, level, metrics.flow(level.name(), schema.name()), estimator);
    }

    private void divide(FlowTable over) {
        List<PriorityLevel> levels = List.copyOf(over.all());
        List<Claim> claims = new ArrayList<>(levels.size());
        int all = 0;
        for (PriorityLevel level : levels) {
            claims.add(level.claim());
            all += level.plan().nominal();
        }
        Double fraction = SeatAllocation.fairFraction(all, claims);
        Map<String, FlowMetrics.Seats> shown = new LinkedHashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            PriorityLevel level = levels.get(i);
            if (fraction != null) {
                level.limit((int) Math.round(claims.get(i).at(fraction)));
            }
            LevelPlan plan = level.plan();
            shown.put(
                    level.name(),
                    new FlowMetrics.Seats(
                            plan.nominal(),
                            plan.lower(),
                            plan.upper(),
                            level.seats().limit()));
        }
        metrics.levels(shown);
    }

    @Override
    public Entrance entrance(UserInfo user, RequestInfo info) {
        return table.find(user, info);
    }

    @Override
    public Passage watching(RequestInfo info, String name, String fieldSelector) {
        return watches.begin(info, name, fieldSelector);
    }

    FlowTable table() {
        return table;
    }

    FlowMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        timer.close();
    }
}
