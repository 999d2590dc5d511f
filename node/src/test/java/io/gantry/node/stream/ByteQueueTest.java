package io.gantry.node.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ByteQueueTest {
    private final ByteQueue queue = new ByteQueue();

    @Test
    void fullQueueHoldsTheWriterBackUntilItIsRead() throws Exception {
        queue.put(new byte[ByteQueue.LIMIT_BYTES]);
        var writer = Thread.startVirtualThread(() -> {
            try {
                queue.put(new byte[] {7});
                queue.end(null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> writer.getState() == Thread.State.WAITING);
        assertThat(queue.available()).isEqualTo(ByteQueue.LIMIT_BYTES);
        assertThat(queue.readAllBytes()).hasSize(ByteQueue.LIMIT_BYTES + 1).endsWith(7);
        assertThat(writer.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void failureComesAfterWhatWasSent() throws Exception {
        queue.put(new byte[] {1, 2});
        queue.end(new IOException("broken"));
        queue.end(null);
        assertThat(queue.readNBytes(2)).containsExactly(1, 2);
        assertThatThrownBy(queue::read).hasMessage("broken");
    }

    @Test
    void readerThatLeavesLetsTheWriterGo() throws Exception {
        queue.put(new byte[ByteQueue.LIMIT_BYTES]);
        var writer = Thread.ofVirtual().unstarted(() -> {
            try {
                queue.put(new byte[] {1});
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        writer.start();
        await().atMost(5, TimeUnit.SECONDS).until(() -> writer.getState() == Thread.State.WAITING);
        queue.close();
        assertThat(writer.join(Duration.ofSeconds(5))).isTrue();
        assertThatThrownBy(queue::read).hasMessageContaining("closed");
    }
}
