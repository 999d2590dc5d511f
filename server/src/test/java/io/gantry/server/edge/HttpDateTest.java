package io.gantry.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HttpDateTest {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Test
    void theExampleOfTheStandard() {
        assertThat(HttpDate.format(Instant.parse("1994-11-06T08:49:37Z").getEpochSecond()))
                .isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    }

    @Test
    void everyDayOfAYearAndAnyTimeIsAsJavaFormatsIt() {
        var random = new SplittableRandom(1);
        var first = Instant.parse("2028-01-01T00:00:00Z").getEpochSecond();
        for (int day = 0; day < 366; day++) {
            long second = first + day * 86_400L + random.nextInt(86_400);
            assertThat(HttpDate.format(second)).isEqualTo(FORMAT.format(Instant.ofEpochSecond(second)));
        }
    }
}
