package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.Backoff;
import io.gantry.base.VirtualTime;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueueStatisticsTest {
    private final VirtualTime time = new VirtualTime();
    private final WorkQueue<String> queue =
            new WorkQueue<>(time, new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0), new Random(1));

    private QueueStatistics statistics() {
        return queue.statistics("loop");
    }

    @Test
    void whatWaitsAndWhatIsWorkedOnIsCountedAndTimed() {
        queue.add("a");
        queue.add("a");
        queue.add("b");
        assertThat(statistics().depth()).isEqualTo(2);
        assertThat(statistics().adds()).isEqualTo(2);

        time.advance(Duration.ofSeconds(2));
        assertThat(queue.poll()).isEqualTo("a");
        time.advance(Duration.ofSeconds(3));
        assertThat(queue.poll()).isEqualTo("b");
        time.advance(Duration.ofSeconds(1));
        QueueStatistics busy = statistics();
        assertThat(busy.depth()).isZero();
        assertThat(busy.queued().sum()).isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(busy.unfinishedNanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(busy.longestNanos()).isEqualTo(Duration.ofSeconds(4).toNanos());
        assertThat(busy.worked().sum()).isZero();

        queue.done("a");
        queue.retry("b");
        queue.done("b");
        QueueStatistics idle = statistics();
        assertThat(idle.worked().sum()).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(idle.retries()).isEqualTo(1);
        assertThat(idle.unfinishedNanos()).isZero();
        time.advance(Duration.ofSeconds(1));
        assertThat(statistics().adds()).isEqualTo(3);
        assertThat(statistics().depth()).isEqualTo(1);
    }

    @Test
    void twoQueuesAreOneTogether() {
        queue.add("a");
        queue.poll();
        QueueStatistics both = statistics().plus(statistics()).named("both");

        assertThat(both.name()).isEqualTo("both");
        assertThat(both.adds()).isEqualTo(2);
        assertThat(both.queued().counts()).startsWith(2);
    }
}
