package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.coordination.v1.LeaseType;
import io.gantry.api.status.StatusException;
import io.gantry.base.VirtualTime;
import io.gantry.client.testing.MemoryClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaderElectorTest {
    private final VirtualTime time = new VirtualTime();
    private final MemoryClient client = new MemoryClient(time);
    private final List<String> leaders = new ArrayList<>();

    private LeaderElector elector(String identity) {
        return new LeaderElector(
                client, time, new Random(1), LeaderElector.Config.of("kube-system", "loops", identity), () -> {
                    assertThat(leaders).isEmpty();
                    leaders.add(identity);
                    return () -> leaders.remove(identity);
                });
    }

    @Test
    void one_leads_and_another_takes_over_when_it_gives_up() {
        LeaderElector a = elector("a");
        LeaderElector b = elector("b");
        a.start();
        b.start();
        time.advance(Duration.ofMinutes(5));
        assertThat(leaders).containsExactly("a");
        assertThat(b.leading()).isFalse();
        a.close();
        time.advance(Duration.ofSeconds(3));
        assertThat(leaders).containsExactly("b");
        assertThat(client.get(LeaseType.KIND, "kube-system", "loops").spec().leaseTransitions())
                .isEqualTo(1);
    }

    @Test
    void a_leader_that_cannot_renew_stops_before_another_begins() {
        LeaderElector a = elector("a");
        a.start();
        time.advance(Duration.ofSeconds(5));
        LeaderElector b = elector("b");
        client.failWrites((verb, kind, object) -> {
            throw StatusException.unavailable("cut off");
        });
        b.start();
        time.advance(Duration.ofSeconds(11));
        assertThat(leaders).isEmpty();
        client.failWrites((verb, kind, object) -> {});
        time.advance(Duration.ofSeconds(20));
        assertThat(leaders).hasSize(1);
    }

    @Test
    void a_leader_that_died_is_followed_after_the_lease() {
        elector("a").start();
        time.advance(Duration.ZERO);
        var after = new VirtualTime(time.now()); // the timers of the dead one never fire again
        leaders.clear();
        var b = new LeaderElector(
                client, after, new Random(1), LeaderElector.Config.of("kube-system", "loops", "b"), () -> {
                    leaders.add("b");
                    return () -> leaders.remove("b");
                });
        b.start();
        after.advance(Duration.ofSeconds(14));
        assertThat(leaders).isEmpty();
        after.advance(Duration.ofSeconds(5));
        assertThat(leaders).containsExactly("b");
    }
}
