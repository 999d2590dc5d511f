package io.gantry.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void allWhoAskGetTheSame() throws Exception {
        Once<Object, IOException> once = new Once<>(() -> {
            asked.incrementAndGet();
            return new Object();
        });

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Object> ask = once::get;
            var answers = threads.invokeAll(List.of(ask, ask, ask, ask));
            for (var answer : answers) {
                assertThat(answer.get()).isSameAs(once.get());
            }
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void whatFailedIsTriedAgain() throws IOException {
        Once<String, IOException> once = new Once<>(() -> {
            if (asked.incrementAndGet() == 1) {
                throw new IOException("not yet");
            }
            return "made";
        });

        assertThatThrownBy(once::get).isInstanceOf(IOException.class).hasMessage("not yet");
        assertThat(once.get()).isEqualTo("made");
    }
}
