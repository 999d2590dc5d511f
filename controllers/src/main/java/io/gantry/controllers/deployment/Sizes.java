package io.gantry.controllers.deployment;

import io.gantry.api.apps.v1.Deployment;
import io.gantry.api.apps.v1.ReplicaSet;
import io.gantry.api.apps.v1.RollingUpdateDeployment;
import io.gantry.api.types.IntOrString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The arithmetic of a Deployment: how many pods of each version there may be. Pure. */
final class Sizes {
    static final Comparator<ReplicaSet> OLDEST_FIRST = Comparator.<ReplicaSet, Instant>comparing(
                    set -> Objects.requireNonNullElse(set.metadata().creationTimestamp(), Instant.MIN))
            .thenComparing(ReplicaSet::name);

    private Sizes() {}

    static int orZero(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    static int replicas(ReplicaSet set) {
        Integer replicas = set.spec().replicas();
        return replicas == null ? 1 : replicas;
    }

    static int replicas(Deployment deployment) {
        Integer replicas = deployment.spec().replicas();
        return replicas == null ? 1 : replicas;
    }

    static int available(ReplicaSet set) {
        return orZero(set.status().availableReplicas());
    }

    static int sum(Collection<ReplicaSet> sets, ToIntFunction<ReplicaSet> number) {
        return sets.stream().mapToInt(number).sum();
    }

    static boolean rolling(Deployment deployment) {
        return !"Recreate".equals(deployment.spec().strategy().type());
    }

    /** How many pods more than asked for there may be during a rollout. */
    static int maxSurge(Deployment deployment) {
        return rolling(deployment) ? bounds(deployment).surge : 0;
    }

    /** How many of the pods asked for may be unavailable during a rollout. */
    static int maxUnavailable(Deployment deployment) {
        int replicas = replicas(deployment);
        if (!rolling(deployment) || replicas == 0) {
            return 0;
        }
        return Math.min(bounds(deployment).unavailable, replicas);
    }

    private record Bounds(int surge, int unavailable) {}

    /** Surge is rounded up and unavailability down; if both come to nothing, one may be unavailable or nothing would move. */
    private static Bounds bounds(Deployment deployment) {
        RollingUpdateDeployment rolling = deployment.spec().strategy().rollingUpdate();
        int replicas = replicas(deployment);
        int surge = scaled(rolling == null ? null : rolling.maxSurge(), replicas, true);
        int unavailable = scaled(rolling == null ? null : rolling.maxUnavailable(), replicas, false);
        return new Bounds(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
    }

    /** The API server's default is 25%. */
    private static int scaled(@Nullable IntOrString amount, int replicas, boolean up) {
        return (amount == null ? IntOrString.of("25%") : amount).scaled(replicas, up);
    }

    /** How large the newest ReplicaSet may be now. */
    static int newest(Deployment deployment, Collection<ReplicaSet> all, int newestNow) {
        int wanted = replicas(deployment);
        if (!rolling(deployment)) {
            return wanted;
        }
        int room = wanted + maxSurge(deployment) - sum(all, Sizes::replicas);
        if (room <= 0) {
            return newestNow;
        }
        return newestNow + Math.min(room, wanted - newestNow);
    }

    /** The newest ReplicaSet has everything it is to have, and all of it is available. */
    static boolean saturated(Deployment deployment, @Nullable ReplicaSet newest) {
        int wanted = replicas(deployment);
        return newest != null
                && replicas(newest) == wanted
                && Annotations.number(newest, Annotations.DESIRED) == wanted
                && available(newest) == wanted;
    }

    /**
     * Shares out a changed size among the ReplicaSets in the middle of a rollout, in proportion to their sizes; the largest
     * gets what the rounding leaves.
     *
     * @param sets those that have pods to run
     * @return sizes by name
     */
    static Map<String, Integer> proportional(Deployment deployment, List<ReplicaSet> sets) {
        int wanted = replicas(deployment);
        int allowed = wanted > 0 ? wanted + maxSurge(deployment) : 0;
        int toAdd = allowed - sum(sets, Sizes::replicas);
        Comparator<ReplicaSet> largest =
                Comparator.<ReplicaSet>comparingInt(Sizes::replicas).reversed();
        List<ReplicaSet> order = new ArrayList<>(sets);
        // Of equal ones the newer grows first and the older shrinks first.
        order.sort(largest.thenComparing(toAdd > 0 ? OLDEST_FIRST.reversed() : OLDEST_FIRST));
        Map<String, Integer> result = new LinkedHashMap<>();
        int added = 0;
        for (ReplicaSet set : order) {
            int share = toAdd == 0 ? 0 : share(deployment, set, toAdd, added);
            result.put(set.name(), replicas(set) + share);
            added += share;
        }
        if (toAdd != 0 && !order.isEmpty()) {
            int rest = toAdd - added;
            result.compute(order.getFirst().name(), (_, size) -> Math.max(0, Objects.requireNonNull(size) + rest));
        }
        return result;
    }

    private static int share(Deployment deployment, ReplicaSet set, int toAdd, int added) {
        if (replicas(set) == 0 || toAdd == added) {
            return 0;
        }
        int fraction = fraction(deployment, set);
        int left = toAdd - added;
        return toAdd > 0 ? Math.min(fraction, left) : Math.max(fraction, left);
    }

    private static int fraction(Deployment deployment, ReplicaSet set) {
        int size = replicas(set);
        if (replicas(deployment) == 0) {
            return -size;
        }
        long before = Annotations.number(set, Annotations.MAX);
        if (before == 0) {
            before = orZero(deployment.status().replicas());
            if (before == 0) {
                return 0;
            }
        }
        double scaled = (double) size * (replicas(deployment) + maxSurge(deployment)) / before;
        return (int) Math.round(scaled) - size;
    }

    /**
     * Which old ReplicaSets shrink, and to what: first pods that are not available, then as many as the newest ones make
     * dispensable.
     */
    static Map<String, Integer> shrinkOld(Deployment deployment, List<ReplicaSet> old, @Nullable ReplicaSet newest) {
        Map<String, Integer> result = new LinkedHashMap<>();
        int minAvailable = replicas(deployment) - maxUnavailable(deployment);
        int newestSize = newest == null ? 0 : replicas(newest);
        int newestAvailable = newest == null ? 0 : available(newest);
        int dispensable = sum(old, Sizes::replicas) + newestSize - minAvailable - (newestSize - newestAvailable);
        if (dispensable <= 0) {
            return result;
        }
        List<ReplicaSet> order = old.stream().sorted(OLDEST_FIRST).toList();
        int unhealthy = 0;
        for (ReplicaSet set : order) {
            int size = replicas(set);
            int drop = Math.min(dispensable - unhealthy, size - Math.min(size, available(set)));
            if (drop > 0) {
                result.put(set.name(), size - drop);
                unhealthy += drop;
            }
        }
        int surplus = sum(old, Sizes::available) + newestAvailable - minAvailable;
        for (ReplicaSet set : order) {
            int size = result.getOrDefault(set.name(), replicas(set));
            int drop = Math.min(surplus, size);
            if (drop > 0) {
                result.put(set.name(), size - drop);
                surplus -= drop;
            }
        }
        return result;
    }
}
