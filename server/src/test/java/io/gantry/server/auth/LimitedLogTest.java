package io.gantry.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.base.VirtualTime;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class LimitedLogTest {
    /** Keeps what is logged. */
    private static final class Lines implements System.Logger {
        final List<String> all = new ArrayList<>();

        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            all.add(message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            all.add(format);
        }
    }

    @Test
    void whoeverKnocksOftenFillsNoLog() {
        Lines lines = new Lines();
        VirtualTime time = new VirtualTime();
        LimitedLog log = new LimitedLog(lines, time);

        for (int i = 0; i < 100; i++) {
            int number = i;
            log.log(Level.WARNING, () -> "refused " + number);
        }
        assertThat(lines.all).hasSize(10).contains("refused 0", "refused 9");
        time.advance(Duration.ofSeconds(61));
        log.log(Level.WARNING, () -> "refused again");
        assertThat(lines.all.subList(10, lines.all.size()))
                .containsExactly("90 more lines such as the next were left out", "refused again");
    }
}
