package io.gantry.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final AtomicInteger resumed = new AtomicInteger();
    private final Inbox<String> inbox = new Inbox<>(10, resumed::incrementAndGet);

    @Test
    void aFullInboxResumesOnceHalfIsTaken() throws Exception {
        assertThat(inbox.offer("a", 4)).isTrue();
        assertThat(inbox.offer("b", 4)).isTrue();
        assertThat(inbox.offer("c", 4)).isFalse();
        inbox.take();
        assertThat(resumed).hasValue(0);
        inbox.take();
        assertThat(resumed).hasValue(1);
        inbox.take();
        assertThat(resumed).hasValue(1);
    }

    /** What the event loop had read already when it stopped comes in after a reader has made a little room. */
    @Test
    void whatComesWhileReadingIsStoppedDoesNotHinderIt() throws Exception {
        inbox.offer("a", 4);
        inbox.offer("b", 4);
        assertThat(inbox.offer("c", 4)).isFalse();
        inbox.take();
        assertThat(inbox.offer("d", 1)).isFalse();
        inbox.take();
        inbox.take();
        inbox.take();
        assertThat(resumed).hasValue(1);
    }
}
