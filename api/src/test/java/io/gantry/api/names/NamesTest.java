package io.gantry.api.names;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "ab", "abc", "a1", "a-1", "a--1--2--b", "0", "01", "0a", "0-a"})
    void labels(String name) {
        assertThat(Names.dns1123Label(name)).isEmpty();
        assertThat(Names.dns1123Subdomain(name + ".b." + name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "aBc", "-", "a-", "-a", "_", "a_b", " ", "a b", "a/b", "a.b"})
    void noLabels(String name) {
        assertThat(Names.dns1123Label(name)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "-a.b", "a..b", "a.-b", ".a", "a.", "a_b"})
    void noSubdomains(String name) {
        assertThat(Names.dns1123Subdomain(name)).isNotEmpty();
    }

    @Test
    void sentences() {
        assertThat(Names.dns1123Subdomain("A"))
                .containsExactly(
                        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
                                + " or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex"
                                + " used for validation is"
                                + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
        assertThat(Names.dns1123Label("a.b")).containsExactly("must not contain dots");
        assertThat(Names.dns1123Label("a".repeat(64))).containsExactly("must be no more than 63 bytes");
        assertThat(Names.dns1035Label("1a"))
                .containsExactly(
                        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with"
                                + " an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
                                + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')");
        assertThat(Names.qualifiedName("a/b/c")).hasSize(1);
        assertThat(Names.qualifiedName("/x")).containsExactly("prefix part must be non-empty");
        assertThat(Names.portName("")).isNotEmpty();
        assertThat(Names.portName("a--b")).containsExactly("must not contain consecutive hyphens");
        assertThat(Names.portNumber(0)).containsExactly("must be between 1 and 65535, inclusive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"simple", "now-with-dashes", "1-starts-with-num", "1234", "simple/simple", "a.b/c_d.E", "1.2/3"})
    void qualified(String name) {
        assertThat(Names.qualifiedName(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nospecialchars%^=@",
                "cantendwithadash-",
                "-cantstartwithadash-",
                "only/one/slash",
                "Example.com/abc",
                "example_com/abc",
                "example.com/",
                "/simple",
                ""
            })
    void notQualified(String name) {
        assertThat(Names.qualifiedName(name)).isNotEmpty();
    }

    @Test
    void lengthsAreThoseOfUtf8() {
        assertThat(Names.labelValue("\u00e9".repeat(40))).hasSize(2).contains("must be no more than 63 bytes");
        assertThat(Names.dns1123Subdomain("\u65e5".repeat(85))).contains("must be no more than 253 bytes");
        assertThat(Names.qualifiedName("\ud83d\ude00".repeat(16))).contains("name part must be no more than 63 bytes");
        assertThat(Names.portName("a234567890123456")).containsExactly("must be no more than 15 bytes");
    }
}
