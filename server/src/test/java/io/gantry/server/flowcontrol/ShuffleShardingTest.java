package io.gantry.server.flowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ShuffleShardingTest {
    @Property
    void a_hand_has_different_queues_and_is_always_the_same(
            @ForAll long hash,
            @ForAll @IntRange(min = 1, max = 200) int queues,
            @ForAll @IntRange(min = 1, max = 10) int size) {
        int handSize = Math.min(size, queues);
        int[] hand = ShuffleSharding.deal(hash, queues, handSize);
        assertThat(hand)
                .hasSize(handSize)
                .doesNotHaveDuplicates()
                .isEqualTo(ShuffleSharding.deal(hash, queues, handSize));
        assertThat(Arrays.stream(hand)).allSatisfy(queue -> assertThat(queue).isBetween(0, queues - 1));
    }

    /** All 4 * 3 hands of two out of four come up equally often. */
    @Test
    void every_hand_is_dealt() {
        Set<String> hands = new HashSet<>();
        for (long hash = 0; hash < 12; hash++) {
            hands.add(Arrays.toString(ShuffleSharding.deal(hash, 4, 2)));
        }
        assertThat(hands).hasSize(12);
    }

    /** What Kubernetes' hashFlowID gives: the first eight bytes of SHA-256 over both names with a zero between them, little end first. */
    @Test
    void a_flow_has_the_number_that_it_has_in_kubernetes() {
        // printf 'service-accounts\0jane' | sha256sum
        assertThat(Long.toHexString(Long.reverseBytes(ShuffleSharding.hash("service-accounts", "jane"))))
                .isEqualTo("5bb7d83083e5dc36");
    }

    @Test
    void few_flows_share_all_queues_with_an_elephant() {
        Set<Integer> elephant = hand("elephant");
        int crushed = 0;
        for (int i = 0; i < 1000; i++) {
            crushed += elephant.containsAll(hand("mouse" + i)) ? 1 : 0;
        }
        assertThat(crushed).isZero();
    }

    private static Set<Integer> hand(String flow) {
        Set<Integer> hand = new HashSet<>();
        for (int queue : ShuffleSharding.deal(ShuffleSharding.hash("schema", flow), 128, 6)) {
            hand.add(queue);
        }
        return hand;
    }
}
