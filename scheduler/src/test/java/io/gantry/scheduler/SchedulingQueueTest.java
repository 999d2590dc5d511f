package io.gantry.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodBuilder;
import io.gantry.api.core.v1.PodStatusBuilder;
import io.gantry.base.VirtualTime;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SchedulingQueueTest {
    private final VirtualTime time = new VirtualTime();
    private final SchedulingQueue queue = new SchedulingQueue(time, new Random(1));

    private @Nullable String next() {
        Pod pod = queue.poll();
        return pod == null ? null : pod.name();
    }

    @Test
    void priorityThenAge() {
        queue.add(Objects.pod("old", ""));
        queue.add(Objects.pod("vip", "priority: 100"));
        queue.add(Objects.pod("new", ""));
        queue.add(Objects.pod("low", "priority: -5"));
        assertThat(next()).isEqualTo("vip");
        assertThat(next()).isEqualTo("old");
        assertThat(next()).isEqualTo("new");
        assertThat(next()).isEqualTo("low");
        assertThat(next()).isNull();
    }

    @Test
    void whatFoundNoNodeWaitsUntilSomethingHelps() {
        Pod pod = Objects.pod("p", "");
        queue.add(pod);
        next();
        queue.unschedulable(pod);
        time.advance(Duration.ofMinutes(4));
        assertThat(next()).isNull();
        queue.moveAll();
        assertThat(next()).isEqualTo("p");
    }

    @Test
    void andIsTriedAgainAfterFiveMinutesInAnyCase() {
        Pod pod = Objects.pod("p", "");
        queue.add(pod);
        next();
        queue.unschedulable(pod);
        time.advance(Duration.ofMinutes(5));
        assertThat(next()).isEqualTo("p");
    }

    /** After so many attempts in vain, so many seconds. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 10", "9, 10"})
    void backoffDoubles(int attempts, long seconds) {
        Pod pod = Objects.pod("p", "");
        queue.add(pod);
        for (int i = 0; i < attempts; i++) {
            assertThat(next()).isEqualTo("p");
            queue.unschedulable(pod);
            if (i < attempts - 1) {
                time.advance(Duration.ofMinutes(5));
            }
        }
        queue.moveAll();
        assertThat(next()).isNull();
        time.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(next()).isNull();
        time.advance(Duration.ofMillis(1));
        assertThat(next()).isEqualTo("p");
    }

    @Test
    void whatHappensDuringACycleIsNotMissed() {
        Pod pod = Objects.pod("p", "");
        queue.add(pod);
        next();
        queue.moveAll(); // a node came after the cycle had looked
        queue.unschedulable(pod);
        time.advance(Duration.ofSeconds(1));
        assertThat(next()).isEqualTo("p");
    }

    @Test
    void aPodThatChangesDuringItsCycleIsTriedAgainAsItIsThen() {
        Pod pod = Objects.pod("p", "nodeSelector: {disk: ssd}");
        queue.add(pod);
        next();
        queue.add(Objects.pod("p", ""));
        queue.unschedulable(pod);
        time.advance(Duration.ofSeconds(1));
        Pod again = queue.poll();
        assertThat(again).isNotNull();
        assertThat(again.spec().nodeSelector()).isEmpty();
    }

    @Test
    void itsOwnStatusDoesNotWakeAPod() {
        Pod pod = Objects.pod("p", "");
        queue.add(pod);
        next();
        queue.unschedulable(pod);
        queue.add(PodBuilder.of(pod)
                .status(PodStatusBuilder.of().message("Insufficient cpu").build())
                .build());
        time.advance(Duration.ofMinutes(4));
        assertThat(next()).isNull();
    }

    @Test
    void onlyThoseThatAreHelpedMove() {
        Pod a = Objects.pod("a", "");
        Pod b = Objects.pod("b", "");
        queue.add(a);
        queue.add(b);
        next();
        next();
        queue.unschedulable(a);
        queue.unschedulable(b);
        time.advance(Duration.ofSeconds(10));
        queue.move(pod -> pod.name().equals("b"));
        assertThat(next()).isEqualTo("b");
        assertThat(next()).isNull();
    }

    @Test
    void aGateThatOpensLetsThePodThroughAtOnce() {
        Pod gated = Objects.pod("p", "schedulingGates: [{name: example.com/wait}]");
        queue.add(gated);
        next();
        queue.gated(gated);
        queue.moveAll();
        time.advance(Duration.ofHours(1));
        assertThat(next()).isNull();
        queue.add(Objects.pod("p", ""));
        assertThat(next()).isEqualTo("p");
    }

    @Test
    void removedPodsDoNotComeBack() {
        Pod pod = Objects.pod("p", "");
        queue.add(pod);
        next();
        queue.remove(pod.uid());
        queue.unschedulable(pod);
        queue.moveAll();
        time.advance(Duration.ofHours(1));
        assertThat(next()).isNull();
    }
}
