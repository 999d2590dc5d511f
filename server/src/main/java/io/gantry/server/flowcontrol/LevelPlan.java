package io.gantry.server.flowcontrol;

import io.gantry.api.flowcontrol.v1.ExemptPriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.LimitedPriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.PriorityLevelConfiguration;
import io.gantry.api.flowcontrol.v1.QueuingConfiguration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a PriorityLevelConfiguration means beside the others, on a server with a certain number of seats.
 *
 * @param uid of the object; empty for one that does not exist
 * @param exempt whether its requests never wait
 * @param nominal its share of the server's seats
 * @param lower what it keeps when it lends all that it may
 * @param upper what it may have when it borrows all that it may
 * @param shape null when a request that finds no seat is sent away
 * @param widest the most seats that one request is given; 0 for no limit of its own
 */
record LevelPlan(
        String name,
        String uid,
        boolean exempt,
        int nominal,
        int lower,
        int upper,
        @Nullable QueueShape shape,
        int widest) {
    /** How much of a level one request may take: as in Kubernetes, where this makes it ten seats of the largest default level. */
    private static final double WIDEST = 0.15;

    /**
     * Shares round up, so that all together may come to a few seats more than the server has. Configurations that contradict themselves,
     * which validation lets nobody write, are left out.
     */
    static List<LevelPlan> of(Collection<PriorityLevelConfiguration> levels, int serverSeats) {
        List<PriorityLevelConfiguration> sound =
                levels.stream().filter(LevelPlan::sound).toList();
        double shares = sound.stream().mapToInt(LevelPlan::shares).sum();
        List<LevelPlan> plans = new ArrayList<>();
        for (PriorityLevelConfiguration level : sound) {
            LimitedPriorityLevelConfiguration limited = level.spec().limited();
            ExemptPriorityLevelConfiguration exempt = level.spec().exempt();
            int nominal = shares == 0 ? 0 : (int) Math.ceil(serverSeats * shares(level) / shares);
            Integer lent =
                    limited != null ? limited.lendablePercent() : exempt == null ? null : exempt.lendablePercent();
            Integer borrowed = limited == null ? null : limited.borrowingLimitPercent();
            QueueShape shape =
                    limited == null ? null : shape(limited.limitResponse().queuing());
            plans.add(new LevelPlan(
                    level.name(),
                    level.uid(),
                    limited == null,
                    nominal,
                    nominal - percent(nominal, lent == null ? 0 : lent),
                    nominal + (borrowed == null ? serverSeats : percent(nominal, borrowed)),
                    shape,
                    shape == null ? 0 : widest(nominal, shape.handSize())));
        }
        return plans;
    }

    private static boolean sound(PriorityLevelConfiguration level) {
        LimitedPriorityLevelConfiguration limited = level.spec().limited();
        boolean exempt = level.spec().type().equals("Exempt");
        if (exempt != level.name().equals(BootstrapFlows.EXEMPT) || exempt == (limited != null)) {
            return false;
        }
        if (limited == null) {
            return true;
        }
        QueuingConfiguration queuing = limited.limitResponse().queuing();
        return limited.limitResponse().type().equals("Queue") == (queuing != null)
                && (queuing == null || QueueShape.possible(queues(queuing), handSize(queuing), lengthLimit(queuing)));
    }

    private static int shares(PriorityLevelConfiguration level) {
        LimitedPriorityLevelConfiguration limited = level.spec().limited();
        ExemptPriorityLevelConfiguration exempt = level.spec().exempt();
        Integer shares = limited != null
                ? limited.nominalConcurrencyShares()
                : exempt == null ? null : exempt.nominalConcurrencyShares();
        return shares == null ? 0 : shares;
    }

    private static @Nullable QueueShape shape(@Nullable QueuingConfiguration queuing) {
        return queuing == null ? null : new QueueShape(queues(queuing), handSize(queuing), lengthLimit(queuing));
    }

    private static int queues(QueuingConfiguration queuing) {
        return or(queuing.queues(), 64);
    }

    private static int handSize(QueuingConfiguration queuing) {
        return or(queuing.handSize(), 8);
    }

    private static int lengthLimit(QueuingConfiguration queuing) {
        return or(queuing.queueLengthLimit(), 50);
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }

    private static int percent(int seats, int percent) {
        return (int) Math.round((double) seats * percent / 100);
    }

    private static int widest(int nominal, int handSize) {
        return Math.max(1, Math.min((int) Math.ceil(nominal * WIDEST), nominal / handSize));
    }
}
