package io.gantry.api.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0n, 0",
        "0Ki, 0",
        "1, 1",
        "-1, -1",
        "+1, 1",
        "100m, 100m",
        "0.1, 100m",
        "1.5, 1500m",
        "1500m, 1500m",
        "1000m, 1",
        "2000, 2k",
        "1500, 1500",
        "12000000, 12M",
        "1k, 1k",
        "1024, 1024",
        "1Ki, 1Ki",
        "1024Ki, 1Mi",
        "1536Mi, 1536Mi",
        "1.5Gi, 1536Mi",
        "0.5Ki, 512",
        "512Ki, 512Ki",
        "1023Ki, 1023Ki",
        "1Ei, 1Ei",
        "1E, 1E",
        "1e3, 1e3",
        "1E3, 1e3",
        "12e-3, 12e-3",
        "1.1Ki, 1126400m",
        "100u, 100u",
        "5n, 5n",
        "0.1n, 1n",
        "1e-10, 1e-9",
        ".5, 500m",
        "1., 1",
        "0.5Mi, 512Ki",
        "1e2, 100",
        "10e5, 1e6",
        "9223372036854775807, 9223372036854775807",
        "99999999999999999999, 9223372036854775807",
        "-99999999999999999999, -9223372036854775807",
        "100Ei, 9223372036854775807",
        "1234567891n, 1234567891n",
        "0.000001Ki, 1024u"
    })
    void canonical(String text, String canonical) {
        assertThat(Quantity.parse(text)).hasToString(canonical);
        assertThat(Quantity.parse(canonical)).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "1Qi", "--1", "1.2.3", "+", "1 ", " 1", "1i", "1kk", "1Kie", "1e", "."})
    void refused(String text) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isIn(
                        "quantities must match the regular expression"
                                + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
                        "unable to parse quantity's suffix",
                        "unable to parse numeric part of quantity");
    }

    @ParameterizedTest
    @CsvSource({
        "1m, 1, 1",
        "1500m, 2, 1500",
        "-1500m, -2, -1500",
        "1u, 1, 1",
        "2Ki, 2048, 2048000",
        "1e3, 1000, 1000000"
    })
    void roundsUp(String text, long value, long milli) {
        assertThat(Quantity.parse(text).value()).isEqualTo(value);
        assertThat(Quantity.parse(text).milliValue()).isEqualTo(milli);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "1Gi, 512Mi, 1536Mi", "100m, 0.9, 1", "0, 1Ki, 1Ki", "1, 1Ki, 1025", "1Ki, 1, 1025"})
    void adds(String first, String second, String sum) {
        assertThat(Quantity.parse(first).add(Quantity.parse(second))).hasToString(sum);
    }

    @ParameterizedTest
    @CsvSource({"1024, 1Ki, 0", "1000m, 1, 0", "1, 2, -1", "1Gi, 1G, 1", "1n, 0, 1", "-1, 0, -1"})
    void compares(String first, String second, int order) {
        assertThat(Quantity.parse(first).compareTo(Quantity.parse(second))).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource({"1024, 1Ki, false", "1000m, 1, true", "512, 0.5Ki, true", "0, 0Ki, true", "1e3, 1k, false"})
    void equalByText(String first, String second, boolean equal) {
        assertThat(Quantity.parse(first).equals(Quantity.parse(second))).isEqualTo(equal);
        if (equal) {
            assertThat(Quantity.parse(first)).hasSameHashCodeAs(Quantity.parse(second));
        }
    }

    @Property
    void canonicalTextReadsAsTheSame(@ForAll long milli, @ForAll @LongRange(min = 0) long binary) {
        Quantity decimal = Quantity.ofMilli(milli);
        assertThat(Quantity.parse(decimal.toString())).isEqualTo(decimal);
        // A binary amount that no binary suffix fits is read as a decimal one, in Kubernetes as here.
        Quantity amount = Quantity.ofBinary(binary);
        assertThat(Quantity.parse(amount.toString()).compareTo(amount)).isZero();
        assertThat(Quantity.ofMilli(milli).milliValue()).isEqualTo(milli);
        assertThat(Quantity.ofBinary(binary).value()).isEqualTo(binary);
    }

    /** What a long is enough for and what takes more are written by different code. */
    @Property
    void smallAndLargeNumbersAreWrittenAlike(
            @ForAll @LongRange(min = -9_000_000_000_000L, max = 9_000_000_000_000L) long number,
            @ForAll @IntRange(max = 2) int suffix) {
        String text = number + List.of("", "Ki", "e3").get(suffix);
        Quantity quantity = Quantity.parse(text);
        BigDecimal exact = new BigDecimal(number)
                .multiply(new BigDecimal(List.of(1, 1024, 1000).get(suffix)));
        assertThat(quantity.toString()).isEqualTo(canonical(exact, quantity.format()));
    }

    /** The rule as Kubernetes words it: no fraction, the largest exponent that leaves none. */
    private static String canonical(BigDecimal exact, Quantity.Format format) {
        BigDecimal number = exact;
        if (number.signum() == 0) {
            return "0";
        }
        boolean binary = format == Quantity.Format.BINARY && number.abs().longValueExact() >= 1024;
        BigDecimal unit = new BigDecimal(binary ? 1024 : 1000);
        int power = 0;
        while (power < 6 && number.remainder(unit).signum() == 0) {
            number = number.divide(unit);
            power++;
        }
        String digits = number.toBigIntegerExact().toString();
        if (power == 0) {
            return digits;
        }
        return binary
                ? digits + "KMGTPE".charAt(power - 1) + "i"
                : format == Quantity.Format.EXPONENT ? digits + "e" + 3 * power : digits + "kMGTPE".charAt(power - 1);
    }
}
