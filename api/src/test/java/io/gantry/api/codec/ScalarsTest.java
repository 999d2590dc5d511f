package io.gantry.api.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-29T01:02:03Z, 2026-11-29T01:02:03Z",
        "2024-02-29T23:59:59Z, 2024-02-29T23:59:59Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "2026-11-29T01:02:03+02:00, 2026-11-28T23:02:03Z",
        "2026-11-29T01:02:03.5Z, 2026-11-29T01:02:03.5Z",
        "2026-11-29T01:02:03.123456Z, 2026-11-29T01:02:03.123456Z",
        "2026-11-29T01:02:03.123456789Z, 2026-11-29T01:02:03.123456Z"
    })
    void readsTimes(String text, Instant time) {
        assertThat(Scalars.parseMicroTime(text)).isEqualTo(time);
        assertThat(Scalars.parseTime(text)).isEqualTo(time.truncatedTo(ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-29",
                "2026-02-30T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-11-29T25:00:00Z",
                "2026-11-29T00:60:00Z",
                "2026-11-29T00:00:60Z",
                "2026-11-29 00:00:00Z",
                "2026-11-29T00:00:00",
                "2026-11-29T00:00:0xZ",
                "2026-11-29T00:00:00.12345xZ",
                "2026-11-29T00:00:00,123456Z",
                "\u0662026-11-29T00:00:00Z",
                "202\u0666-11-29T00:00:00Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Scalars.parseTime(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("parsing time \"" + text + "\" as \"2006-01-02T15:04:05Z07:00\"");
    }

    /** From the year 0 to the year 9999. */
    @Property
    void readsWhatIsWritten(
            @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999) int micros) {
        Instant time = Instant.ofEpochSecond(second, micros * 1000L);
        assertThat(Scalars.parseMicroTime(Scalars.microTime(time))).isEqualTo(time);
        assertThat(Scalars.parseTime(Scalars.time(time))).isEqualTo(Instant.ofEpochSecond(second));
        assertThat(OffsetDateTime.parse(Scalars.microTime(time)).toInstant()).isEqualTo(time);
    }
}
