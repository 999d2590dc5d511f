package io.gantry.api.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are those of {@code apimachinery/pkg/util/validation/ip.go}. */
class AddressWarningsTest {
    private static final FieldPath F = FieldPath.of("f");
    private static final String FUTURE = " will be considered invalid in a future Kubernetes release: use ";

    @ParameterizedTest
    @ValueSource(strings = {"192.12.2.2", "2001:db8::2", "::1", "", "example.com", "1.2.3.4.5"})
    void ofAddressesThatAreWrittenAsUsual(String text) {
        List<String> told = new ArrayList<>();
        AddressWarnings.address(text, F, told);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.012.2.2, 192.12.2.2",
        "05.06.07.00, 5.6.7.0",
        "::ffff:192.12.2.2, 192.12.2.2",
        "::ffff:0102:0304, 1.2.3.4",
    })
    void ofAddressesThatProgramsReadDifferently(String text, String use) {
        List<String> told = new ArrayList<>();
        AddressWarnings.address(text, F, told);
        assertThat(told).containsExactly("f: non-standard IP address \"" + text + "\"" + FUTURE + "\"" + use + "\"");
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:0:0::2, 2001:db8::2", "2001:DB8::2, 2001:db8::2"})
    void ofAddressesThatCouldBeShorter(String text, String canonical) {
        List<String> told = new ArrayList<>();
        AddressWarnings.address(text, F, told);
        assertThat(told)
                .containsExactly("f: IPv6 address \"" + text + "\" should be in RFC 5952 canonical format (\""
                        + canonical + "\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.12.2.0/24", "2001:db8::/64", "0.0.0.0/0", "::/0", "1.2.3.4", "1.2.3.0/33", "a/8"})
    void ofNetworksThatAreWrittenAsUsual(String text) {
        List<String> told = new ArrayList<>();
        AddressWarnings.network(text, F, told);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            192.012.2.0/24 | non-standard CIDR value "192.012.2.0/24"<>"192.12.2.0/24"
            192.12.2.0/024 | non-standard CIDR value "192.12.2.0/024"<>"192.12.2.0/24"
            ::ffff:192.12.2.0/120 | non-standard CIDR value "::ffff:192.12.2.0/120"<>"192.12.2.0/24"
            192.12.2.8/24 | CIDR value "192.12.2.8/24" is ambiguous in this context (should be "192.12.2.0/24" or "192.12.2.8/32"?)
            2001:db8::1/64 | CIDR value "2001:db8::1/64" is ambiguous in this context (should be "2001:db8::/64" or "2001:db8::1/128"?)
            2001:db8:0:0::/64 | IPv6 CIDR value "2001:db8:0:0::/64" should be in RFC 5952 canonical format ("2001:db8::/64")
            """)
    void ofNetworks(String text, String warning) {
        List<String> told = new ArrayList<>();
        AddressWarnings.network(text, F, told);
        assertThat(told).containsExactly("f: " + warning.replace("<>", FUTURE));
    }

    @Test
    void ofANetworkThatIsWiderThanItsMappedAddress() {
        List<String> told = new ArrayList<>();
        AddressWarnings.network("::ffff:192.12.2.8/64", F, told);
        assertThat(told)
                .containsExactly(
                        "f: CIDR value \"::ffff:192.12.2.8/64\" is ambiguous in this context (should be \"::/64\" or"
                                + " \"192.12.2.8/128\"?)",
                        "f: non-standard CIDR value \"::ffff:192.12.2.8/64\"" + FUTURE + "\"::/64\"");
    }
}
