package io.gantry.api.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are those of {@code apimachinery/pkg/util/validation/ip.go} with strict validation, the default of 1.36. */
final class AddressesTest {
    private interface Check {
        void on(String text, FieldPath path, FieldErrors errors);
    }

    private static List<String> wrong(Check check, String text) {
        FieldErrors errors = new FieldErrors();
        check.on(text, FieldPath.of("f"), errors);
        return errors.list().stream().map(FieldError::detail).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.3 | must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
                "1.2.3.256 | must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
                "fe80::1%eth0 | must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
                "010.1.2.3 | must not have leading 0s",
                "1.2.3.00 | must not have leading 0s",
                "fd00::00001 | must not have leading 0s",
                "::ffff:1.2.3.4 | must not be an IPv4-mapped IPv6 address",
            })
    void addressesAreTakenStrictly(String text, String detail) {
        assertThat(wrong(Addresses::address, text)).containsExactly(detail);
        assertThat(wrong(Addresses::nonSpecial, text)).containsExactly(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "0.0.0.0", "::1", "FE80:0:0:0:0:0:0:0abc", "2001:db8::ffff", "::1.2.3.4"})
    void addressesMayBeWrittenInSeveralWays(String text) {
        assertThat(wrong(Addresses::address, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.0.0.0 | must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
                "10.0.0.0/33 | must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
                "10.0.0.0/ | must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
                "10.0.0.0/+8 | must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
                "010.0.0.0/8 | must not have leading 0s in IP or prefix length",
                "10.0.0.0/08 | must not have leading 0s in IP or prefix length",
                "::ffff:10.0.0.0/104 | must not have an IPv4-mapped IPv6 address",
                "10.0.0.1/8 | must not have bits set beyond the prefix length",
                "10.0.0.255/31 | must not have bits set beyond the prefix length",
                "fd00::1/64 | must not have bits set beyond the prefix length",
            })
    void networksAreTakenStrictly(String text, String detail) {
        assertThat(wrong(Addresses::network, text)).containsExactly(detail);
        assertThat(wrong(Addresses::canonicalNetwork, text)).containsExactly(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/8", "0.0.0.0/0", "10.1.2.3/32", "10.1.2.254/31", "::/0", "fd00::/64", "fd00::1/128"})
    void networksEndWithTheirPrefix(String text) {
        assertThat(wrong(Addresses::canonicalNetwork, text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"FD00::/64, fd00::/64", "fd00:0:0::/64, fd00::/64"})
    void newFieldsTakeOneWayToWriteANetwork(String text, String canonical) {
        assertThat(wrong(Addresses::network, text)).isEmpty();
        assertThat(wrong(Addresses::canonicalNetwork, text))
                .containsExactly("must be in canonical form (\"" + canonical + "\")");
    }
}
