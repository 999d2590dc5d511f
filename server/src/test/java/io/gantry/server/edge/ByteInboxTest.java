package io.gantry.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ByteInboxTest {
    @Property(tries = 200)
    void everyByteArrivesInOrderAndAllCreditIsGivenBack(
            @ForAll @Size(max = 20) List<@IntRange(max = 300) Integer> chunks,
            @ForAll @IntRange(min = 1, max = 200) int readSize,
            @ForAll @IntRange(min = 1, max = 400) int limit)
            throws Exception {
        var credit = new AtomicLong();
        var inbox = new ByteInbox(limit, credit::addAndGet);
        var sent = new ByteArrayOutputStream();
        var writer = Thread.ofVirtual().start(() -> {
            byte next = 0;
            for (int size : chunks) {
                byte[] chunk = new byte[size];
                for (int i = 0; i < size; i++) {
                    chunk[i] = next++;
                }
                sent.writeBytes(chunk);
                credit.addAndGet(inbox.offer(chunk));
            }
            inbox.end();
        });
        var received = new ByteArrayOutputStream();
        byte[] buffer = new byte[readSize];
        int count;
        while ((count = inbox.read(buffer)) >= 0) {
            received.write(buffer, 0, count);
        }
        writer.join();
        assertThat(received.toByteArray()).isEqualTo(sent.toByteArray());
        assertThat(credit.get()).isEqualTo(sent.size());
    }

    @Test
    void readingAllStopsAtTheLimit() {
        var inbox = new ByteInbox(10, bytes -> {});
        inbox.offer(new byte[6]);
        inbox.offer(new byte[6]);
        inbox.end();
        assertThatThrownBy(() -> inbox.readAll(11)).isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void whatCameBeforeTheClientWentAwayIsNotTakenForTheWhole() throws IOException {
        var inbox = new ByteInbox(10, bytes -> {});
        inbox.offer(new byte[] {1, 2});
        inbox.fail(new IOException("gone"));
        assertThatThrownBy(() -> inbox.readAll(100)).isInstanceOf(IOException.class);
        assertThat(inbox.readNBytes(2)).containsExactly(1, 2);
        assertThatThrownBy(inbox::read).isInstanceOf(IOException.class);
    }

    @Test
    void aFailureAfterTheEndIsNone() throws IOException {
        var inbox = new ByteInbox(10, bytes -> {});
        inbox.offer(new byte[] {1});
        inbox.end();
        inbox.fail(new IOException("gone"));
        assertThat(inbox.readAll(10)).containsExactly(1);
    }

    @Test
    void singleBytesDoNotCostAnArrayEach() throws Exception {
        var inbox = new ByteInbox(100_000, ignored -> {});
        for (int i = 0; i < 100_000; i++) {
            inbox.offer(new byte[] {(byte) i});
        }
        assertThat(inbox.chunks()).isLessThan(50);
        inbox.end();
        byte[] all = inbox.readAll(100_000);
        for (int i = 0; i < all.length; i++) {
            assertThat(all[i]).isEqualTo((byte) i);
        }
    }
}
