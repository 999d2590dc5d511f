package io.gantry.controllers.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.ContainerStatusBuilder;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodConditionBuilder;
import io.gantry.api.core.v1.PodSpecBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.api.meta.v1.ObjectMetaBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SurplusTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    /** From the one that goes first to the one that goes last; each differs from the next in one rank only. */
    private static List<Pod> ranked() {
        return List.of(
                pod("a", "", "Pending", false, 1, 0, 0),
                pod("b", "n1", "Pending", false, 1, 0, 0),
                pod("c", "n1", "Unknown", false, 1, 0, 0),
                pod("d", "n1", "Running", false, 1, 0, 0),
                pod("e", "n1", "Running", true, 1, -5, 0),
                pod("f", "n1", "Running", true, 1, 0, 0),
                pod("g", "n2", "Running", true, 1, 0, 0),
                pod("h", "n2", "Running", true, 100, 0, 3),
                pod("i", "n2", "Running", true, 100, 0, 0),
                pod("j", "n2", "Running", true, 100, 7, 0));
    }

    private static Pod pod(
            String name, String node, String phase, boolean ready, int readyMinutes, int cost, int restarts) {
        return PodBuilder.of()
                .metadata(ObjectMetaBuilder.of()
                        .name(name)
                        .uid(name)
                        .creationTimestamp(NOW.minus(Duration.ofHours(1)))
                        .annotations(cost == 0 ? Map.of() : Map.of(Surplus.DELETION_COST, Integer.toString(cost)))
                        .build())
                .spec(PodSpecBuilder.of().nodeName(node).build())
                .status(PodStatusBuilder.of()
                        .phase(phase)
                        .conditions(List.of(PodConditionBuilder.of()
                                .type("Ready")
                                .status(ready ? "True" : "False")
                                .lastTransitionTime(NOW.minus(Duration.ofMinutes(readyMinutes)))
                                .build()))
                        .containerStatuses(List.of(ContainerStatusBuilder.of()
                                .name("main")
                                .restartCount(restarts)
                                .build()))
                        .build())
                .build();
    }

    @Property(tries = 50)
    void goes_by_rank_whatever_the_order_they_are_found_in(@ForAll long seed) {
        List<Pod> shuffled = new ArrayList<>(ranked());
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(Surplus.choose(shuffled, ranked(), 9, NOW))
                .extracting(Pod::name)
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i");
    }

    @Test
    void all_go_when_all_are_too_many() {
        assertThat(Surplus.choose(ranked(), ranked(), 10, NOW)).hasSize(10);
    }
}
